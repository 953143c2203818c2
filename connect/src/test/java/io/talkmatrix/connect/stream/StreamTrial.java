package io.talkmatrix.connect.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.connect.Worker;
import io.talkmatrix.media.live.AvatarPacks;
import io.talkmatrix.media.live.BlankPack;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The long proof of the stream sink: rooms that talk, two RTMP servers (nginx) each, servers killed with {@code kill -9} and
 * started again. Not part of the test command: {@code -Dtest=StreamTrial -Dtrial.minutes=10 -Dtrial.rooms=3
 * -Dtrial.kills=5}. Prints what ffprobe finds; recorded in docs/benchmarks.md.
 */
class StreamTrial {

    private static final long TURN_EVERY_MILLIS = 4_000;
    private static final List<String> SINK_THREADS =
            List.of("stream-pacer", "stream-rooms", "target-", "task-thread-stream", "tail-turn.control", "tables");

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    @TempDir
    Path folder;

    private final List<RtmpServer> servers = new ArrayList<>();
    private final List<String> rooms = new ArrayList<>();
    private final List<Double> backAfter = new ArrayList<>();

    @Test
    void roomsAreStreamedEvenlyThroughKillsOfTheirServers() throws Exception {
        int minutes = Integer.getInteger("trial.minutes", 10);
        int count = Integer.getInteger("trial.rooms", 3);
        int kills = Integer.getInteger("trial.kills", 5);
        new AvatarPacks(folder.resolve("avatars"))
                .write(AvatarPacks.key("default", 512, 512, 25, 0), "trial", BlankPack.make(512, 512, 25), new byte[1]);
        for (String name : List.of("one", "two")) {
            servers.add(new RtmpServer(folder.resolve(name)));
        }
        double cpu;
        try (Worker worker = new Worker(KAFKA)) {
            worker.put(
                    "stream",
                    Map.of(
                            "connector.class", "io.talkmatrix.connect.stream.StreamSinkConnector",
                            "topics", "audio.tts,video.frames",
                            "avatars.folder", folder.resolve("avatars").toString()));
            for (int i = 0; i < count; i++) {
                open(KAFKA.newRoom());
            }
            ScheduledExecutorService talker = Executors.newSingleThreadScheduledExecutor();
            talker.scheduleAtFixedRate(this::speak, 3_000, TURN_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            TimeUnit.SECONDS.sleep(5);
            double before = sinkCpuSeconds();
            long begun = System.nanoTime();
            long every = minutes * 60_000L / (kills * servers.size() + 1);
            for (int kill = 0; kill < kills * servers.size(); kill++) {
                TimeUnit.MILLISECONDS.sleep(every);
                killed(servers.get(kill % servers.size()));
            }
            TimeUnit.MILLISECONDS.sleep(Math.max(0, minutes * 60_000L - (System.nanoTime() - begun) / 1_000_000));
            double seconds = (System.nanoTime() - begun) / 1e9;
            cpu = (sinkCpuSeconds() - before) / seconds / count * 100;
            talker.shutdown();
            talker.awaitTermination(5, TimeUnit.SECONDS);
            worker.delete("stream");
        }
        servers.forEach(RtmpServer::close);
        report(count, cpu);
    }

    private void open(String id) {
        rooms.add(id);
        List<String> outputs = servers.stream().map(server -> server.url(id)).toList();
        KAFKA.send(
                Topics.ROOMS,
                Room.of(id).toBuilder().outputs(outputs).clockSink("stream").build());
    }

    private void speak() {
        for (String room : rooms) {
            String turn = "turn-" + System.nanoTime();
            KAFKA.send(Topics.TURN_CONTROL, FlashTurn.start(room, turn));
            for (FrameGroup group : FlashTurn.pictures(room, turn)) {
                KAFKA.send(Topics.VIDEO_FRAMES, group);
            }
            for (SpeechChunk chunk : FlashTurn.voice(room, turn)) {
                KAFKA.send(Topics.AUDIO_TTS, chunk);
            }
            KAFKA.send(Topics.TURN_CONTROL, FlashTurn.end(room, turn));
        }
    }

    /** Kills a server, starts it after two seconds, and waits until all rooms are recorded anew. */
    private void killed(RtmpServer server) throws Exception {
        server.kill();
        TimeUnit.SECONDS.sleep(2);
        List<Integer> before = counts(server);
        long up = System.nanoTime();
        server.start();
        boolean all = false;
        while (!all && System.nanoTime() - up < 30_000_000_000L) {
            TimeUnit.MILLISECONDS.sleep(20);
            List<Integer> now = counts(server);
            all = true;
            for (int i = 0; i < now.size(); i++) {
                all &= now.get(i) > before.get(i);
            }
        }
        backAfter.add((System.nanoTime() - up) / 1e9);
        System.out.printf(
                Locale.ROOT,
                "killed and started again: all rooms back after %.2f s%n",
                backAfter.get(backAfter.size() - 1));
    }

    private List<Integer> counts(RtmpServer server) throws IOException {
        List<Integer> counts = new ArrayList<>();
        for (String room : rooms) {
            counts.add(server.recorded(room).size());
        }
        return counts;
    }

    private static double sinkCpuSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (SINK_THREADS.stream().anyMatch(thread.getName()::startsWith)) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getId()));
            }
        }
        return nanos / 1e9;
    }

    private void report(int count, double cpu) throws Exception {
        long pictures = 0;
        long uneven = 0;
        double seconds = 0;
        int files = 0;
        List<Double> offsets = new ArrayList<>();
        for (RtmpServer server : servers) {
            for (String room : rooms) {
                for (Path file : server.recorded(room)) {
                    Probe probe = Probe.of(file);
                    if (probe.pictures().size() < 3) {
                        continue;
                    }
                    files++;
                    pictures += probe.pictures().size();
                    seconds += probe.pictures().get(probe.pictures().size() - 1)
                            - probe.pictures().get(0)
                            + .04;
                    for (int i = 1; i < probe.pictures().size(); i++) {
                        double step = probe.pictures().get(i) - probe.pictures().get(i - 1);
                        uneven += step < .039 || step > .041 ? 1 : 0;
                    }
                    offsets(file, offsets);
                }
            }
        }
        Collections.sort(offsets);
        Collections.sort(backAfter);
        System.out.printf(
                Locale.ROOT,
                "%d rooms, %d recordings, %d pictures, %.4f a second, %d steps that are not 40 ms%n",
                count,
                files,
                pictures,
                pictures / seconds,
                uneven);
        System.out.printf(
                Locale.ROOT,
                "%d flashes with their beep: A/V offset p50 %.0f ms, p95 %.0f ms, most %.0f ms%n",
                offsets.size(),
                1000 * at(offsets, .5),
                1000 * at(offsets, .95),
                1000 * at(offsets, 1));
        System.out.printf(
                Locale.ROOT,
                "%d kills: all rooms back after p50 %.2f s, most %.2f s%n",
                backAfter.size(),
                at(backAfter, .5),
                at(backAfter, 1));
        System.out.printf(Locale.ROOT, "sink: %.2f %% of a core a room (two targets each)%n", cpu);
        assertThat(uneven).as("steps that are not 40 ms").isZero();
        assertThat(at(offsets, 1)).as("A/V offset, s").isLessThanOrEqualTo(.080);
        assertThat(at(backAfter, 1)).as("back after a kill, s").isLessThanOrEqualTo(3);
    }

    private static void offsets(Path file, List<Double> into) throws Exception {
        List<Double> beeps = Probe.beeps(file);
        for (double flash : Probe.flashes(file)) {
            beeps.stream().mapToDouble(beep -> Math.abs(beep - flash)).min().ifPresent(offset -> {
                // A turn that was cut off by a kill has only one of the two.
                if (offset < 1) {
                    into.add(offset);
                }
            });
        }
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * (sorted.size() - 1)));
    }
}
