package io.talkmatrix.connect.stream;

import static io.talkmatrix.connect.StockCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.connect.StockCluster;
import io.talkmatrix.media.live.AvatarPacks;
import io.talkmatrix.media.live.BlankPack;
import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own {@code connect-distributed}, twice: the sink, one room for each of two tasks. */
class MovedRoomsTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture(2);

    private static final int LONG_SECONDS = 10;
    private static final int BEEPS = 1 + LONG_SECONDS + 1;

    @TempDir
    Path folder;

    @Test
    void roomOfAKilledWorkerGoesOnWhereItWasAndTheOtherIsUntouched() throws Exception {
        new AvatarPacks(folder.resolve("avatars"))
                .write(AvatarPacks.key("default", 512, 512, 25, 0), "test", BlankPack.make(512, 512, 25), new byte[1]);
        List<String> rooms = List.of(room(0), room(1));
        try (RtmpServer server = new RtmpServer(folder.resolve("server"));
                StockCluster cluster = StockCluster.start(KAFKA, folder)) {
            cluster.put(
                    "stream",
                    Map.of(
                            "connector.class", "io.talkmatrix.connect.stream.StreamSinkConnector",
                            "topics", "audio.tts,video.frames",
                            "tasks.max", "2",
                            "avatars.folder", folder.resolve("avatars").toString(),
                            "consumer.override.partition.assignment.strategy", RoomAssignor.class.getName(),
                            "consumer.override.session.timeout.ms", "6000",
                            "consumer.override.heartbeat.interval.ms", "1500"));
            await("each worker has a task", () -> {
                List<String> owners = cluster.owners("stream");
                return owners.size() == 2 && !owners.contains("") && new HashSet<>(owners).size() == 2;
            });
            await(
                    "each task has a partition",
                    () -> partitionsByTask().values().stream()
                                    .filter(partitions -> partitions.size() == 1)
                                    .count()
                            == 2);
            int doomed = partitionsByTask()
                    .get("connector-consumer-stream-0")
                    .iterator()
                    .next();
            for (String room : rooms) {
                List<String> outputs = List.of(server.url(room));
                KAFKA.send(
                        Topics.ROOMS,
                        Room.of(room).toBuilder()
                                .outputs(outputs)
                                .clockSink("stream")
                                .build());
                await(room + " is received", () -> !server.recorded(room).isEmpty());
            }
            say(rooms, "before", 1);
            awaitHeard(rooms, "before", 1);
            say(rooms, "during", LONG_SECONDS);
            awaitHeard(rooms, "during", 3);
            cluster.kill(cluster.owners("stream").get(0));
            awaitHeard(rooms, "during", LONG_SECONDS);
            say(rooms, "after", 1);
            awaitHeard(rooms, "after", 1);
            for (String room : rooms) {
                int pictures = pictures(server, room);
                await("what follows is received", () -> pictures(server, room) > pictures + 50);
            }
            server.close();

            assertThat(connections(server, rooms.get(1 - doomed)))
                    .as("connections of the room that was left alone")
                    .isEqualTo(1);
            // The task that lives has it until the dead one's is started again.
            assertThat(connections(server, rooms.get(doomed)))
                    .as("connections of the room that moved")
                    .isBetween(2, 3);
            for (String room : rooms) {
                assertEverythingHeardOnce(server, room);
            }
        }
    }

    private static String room(int partition) {
        String room = KAFKA.newRoom();
        while (Partitions.of(room, KAFKA.partitions()) != partition) {
            room = KAFKA.newRoom();
        }
        return room;
    }

    /** What each task of the group has, as its coordinator says. */
    private static Map<String, Set<Integer>> partitionsByTask() throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.connection().bootstrapServers()))) {
            return admin
                    .describeConsumerGroups(List.of("connect-stream"))
                    .describedGroups()
                    .get("connect-stream")
                    .get(30, TimeUnit.SECONDS)
                    .members()
                    .stream()
                    .collect(Collectors.toMap(
                            MemberDescription::clientId, member -> member.assignment().topicPartitions().stream()
                                    .map(TopicPartition::partition)
                                    .collect(Collectors.toSet())));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the group is not described", e);
        }
    }

    /** As a conductor and the stages would: the turn before is over, everything of this one is there. */
    private static void say(List<String> rooms, String turn, int seconds) {
        for (String room : rooms) {
            KAFKA.send(Topics.TURN_CONTROL, FlashTurn.start(room, turn));
            FlashTurn.pictures(room, turn, seconds).forEach(group -> KAFKA.send(Topics.VIDEO_FRAMES, group));
            FlashTurn.voice(room, turn, seconds).forEach(chunk -> KAFKA.send(Topics.AUDIO_TTS, chunk));
        }
    }

    private static void awaitHeard(List<String> rooms, String turn, int seconds)
            throws IOException, InterruptedException {
        for (String room : rooms) {
            await(turn + " is heard in " + room, () -> played(room).stream()
                    .anyMatch(event -> event.turn().equals(turn)
                            && event.ptsSamples() >= (long) seconds * SpeechChunk.SAMPLE_RATE_HZ));
        }
    }

    private static List<TurnEvent> played(String room) {
        return KAFKA.read(Topics.TURN_EVENTS, room).stream()
                .filter(event -> event.milestone() == TurnEvent.Milestone.PLAYED)
                .toList();
    }

    private static int connections(RtmpServer server, String room) {
        try {
            return server.recorded(room).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int pictures(RtmpServer server, String room) throws IOException, InterruptedException {
        List<Path> files = server.recorded(room);
        return Probe.of(files.get(files.size() - 1)).pictures().size();
    }

    private static void assertEverythingHeardOnce(RtmpServer server, String room) throws Exception {
        int beeps = 0;
        int flashes = 0;
        List<Path> files = server.recorded(room);
        for (Path file : files) {
            Probe probe = Probe.of(file);
            assertThat(probe.backwards()).isZero();
            for (int i = 1; i < probe.pictures().size(); i++) {
                assertThat(probe.pictures().get(i) - probe.pictures().get(i - 1))
                        .isBetween(.039, .041);
            }
            beeps += Probe.beeps(file).size();
            flashes += Probe.flashes(file).size();
        }
        // One that the kill cut in two may begin in both files.
        int most = BEEPS + files.size() - 1;
        assertThat(beeps).as("beeps of " + room).isBetween(BEEPS, most);
        assertThat(flashes).as("flashes of " + room).isBetween(BEEPS, most);
        for (String turn : List.of("before", "during", "after")) {
            assertThat(played(room).stream()
                            .filter(event -> event.turn().equals(turn))
                            .map(TurnEvent::ptsSamples))
                    .as("how far " + turn + " was heard, as the sink says")
                    .isSorted();
        }
    }
}
