package io.talkmatrix.connect.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.connect.Worker;
import io.talkmatrix.media.live.AvatarPacks;
import io.talkmatrix.media.live.BlankPack;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StreamSinkTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    @TempDir
    Path folder;

    private interface State {
        boolean holds() throws IOException;
    }

    @Test
    void aRoomGoesToAServerAFolderAndAFileUntilItIsClosed() throws Exception {
        String room = KAFKA.newRoom();
        Path files = folder.resolve("streams").resolve(room);
        new AvatarPacks(folder.resolve("avatars"))
                .write(AvatarPacks.key("default", 512, 512, 25, 0), "test", BlankPack.make(512, 512, 25), new byte[1]);
        try (RtmpServer server = new RtmpServer(folder.resolve("server"));
                Worker worker = new Worker(KAFKA)) {
            worker.put(
                    "stream",
                    Map.of(
                            "connector.class",
                            "io.talkmatrix.connect.stream.StreamSinkConnector",
                            "topics",
                            "audio.tts,video.frames",
                            "avatars.folder",
                            folder.resolve("avatars").toString(),
                            "files.folder",
                            folder.resolve("streams").toString()));
            Room open = room(room, List.of(server.url(room), "hls", "record"));
            KAFKA.send(Topics.ROOMS, open);
            await(() -> Files.exists(files.resolve("hls/index.m3u8"))
                    && !server.recorded(room).isEmpty());
            String turn = "0190a000-0000-7000-8000-000000000001";
            KAFKA.send(Topics.TURN_CONTROL, FlashTurn.start(room, turn));
            FlashTurn.pictures(room, turn).forEach(group -> KAFKA.send(Topics.VIDEO_FRAMES, group));
            FlashTurn.voice(room, turn).forEach(chunk -> KAFKA.send(Topics.AUDIO_TTS, chunk));
            KAFKA.send(Topics.TURN_CONTROL, FlashTurn.end(room, turn));
            KAFKA.await(Topics.TURN_EVENTS, room, said -> said.stream()
                    .map(Received::event)
                    .anyMatch(event -> event.stage().equals("stream")
                            && event.milestone() == TurnEvent.Milestone.PLAYED
                            && event.ptsSamples() == SpeechChunk.SAMPLE_RATE_HZ));
            KAFKA.send(Topics.ROOMS, open.closed(1));
            await(() -> words(files.resolve("record")).contains("beep of"));
            worker.delete("stream");
            server.close();
            inTime(server.recorded(room).get(0));
            inTime(recordings(files.resolve("record")).get(0));
            everyFortyMilliseconds(Probe.of(ended(files.resolve("hls/index.m3u8"))));
            assertThat(Files.readString(files.resolve("hls/master.m3u8"))).contains("avc1.42", "mp4a.40.2");
        }
    }

    /** A copy that a reader does not wait for the rest of: the room may be opened again, so the playlist has no end. */
    private static Path ended(Path playlist) throws IOException {
        return Files.writeString(
                playlist.resolveSibling("ended.m3u8"), Files.readString(playlist) + "#EXT-X-ENDLIST\n");
    }

    private static Room room(String id, List<String> outputs) {
        return Room.of(id).toBuilder().outputs(outputs).clockSink("stream").build();
    }

    private static void inTime(Path file) throws IOException, InterruptedException {
        everyFortyMilliseconds(Probe.of(file));
        List<Double> flashes = Probe.flashes(file);
        List<Double> beeps = Probe.beeps(file);
        assertThat(flashes).hasSize(1);
        assertThat(beeps).anyMatch(beep -> Math.abs(beep - flashes.get(0)) <= .080);
    }

    private static void everyFortyMilliseconds(Probe probe) {
        assertThat(probe.pictures()).hasSizeGreaterThan(25);
        for (int i = 1; i < probe.pictures().size(); i++) {
            assertThat(probe.pictures().get(i) - probe.pictures().get(i - 1)).isBetween(.039, .041);
        }
    }

    private static List<Path> recordings(Path record) throws IOException {
        return files(record, ".mp4");
    }

    private static List<Path> files(Path record, String suffix) throws IOException {
        if (!Files.isDirectory(record)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(record)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static String words(Path record) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files(record, ".vtt")) {
            all.append(Files.readString(file));
        }
        return all.toString();
    }

    private static void await(State state) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!state.holds()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
