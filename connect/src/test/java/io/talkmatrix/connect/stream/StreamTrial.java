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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
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
    private static final double LONGEST_OFFSET_SECONDS = 1;
    private static final List<String> SINK_THREADS =
            List.of("stream-pacer", "stream-rooms", "target-", "task-thread-stream", "tail-turn.control", "tables");

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    @TempDir
    Path folder;

    private final List<RtmpServer> servers = new ArrayList<>();
    private final List<String> rooms = new ArrayList<>();
    private final List<Double> backAfter = new ArrayList<>();
    private int touched;
    private int alone;

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

    /** Kills a server, starts it after two seconds, and waits until all rooms are recorded anew by it and by nobody else. */
    private void killed(RtmpServer server) throws Exception {
        Map<RtmpServer, List<Integer>> others = new HashMap<>();
        for (RtmpServer other : servers) {
            if (other != server) {
                others.put(other, counts(other));
            }
        }
        List<Integer> before = counts(server);
        server.kill();
        TimeUnit.SECONDS.sleep(2);
        long up = System.nanoTime();
        server.start();
        Double[] back = new Double[rooms.size()];
        while (Arrays.asList(back).contains(null) && System.nanoTime() - up < 30_000_000_000L) {
            TimeUnit.MILLISECONDS.sleep(20);
            List<Integer> now = counts(server);
            for (int i = 0; i < back.length; i++) {
                if (back[i] == null && now.get(i) > before.get(i)) {
                    back[i] = (System.nanoTime() - up) / 1e9;
                }
            }
        }
        for (Double seconds : back) {
            backAfter.add(seconds == null ? Double.POSITIVE_INFINITY : seconds);
        }
        for (Map.Entry<RtmpServer, List<Integer>> other : others.entrySet()) {
            touched += other.getValue().equals(counts(other.getKey())) ? 0 : 1;
        }
        System.out.printf(Locale.ROOT, "killed and started again; rooms back after %s s%n", Arrays.toString(back));
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
        long backwards = 0;
        long otherRates = 0;
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
                    backwards += probe.backwards();
                    otherRates += probe.rate().equals("25/1") ? 0 : 1;
                    pictures += probe.pictures().size();
                    seconds += probe.pictures().get(probe.pictures().size() - 1)
                            - probe.pictures().get(0)
                            + .04;
                    for (int i = 1; i < probe.pictures().size(); i++) {
                        double step = probe.pictures().get(i) - probe.pictures().get(i - 1);
                        if (step < .039 || step > .041) {
                            uneven++;
                            System.out.printf(
                                    Locale.ROOT,
                                    "%s: a step of %.3f s at %.3f s%n",
                                    file.getFileName(),
                                    step,
                                    probe.pictures().get(i));
                        }
                    }
                    offsets(file, probe, offsets);
                }
            }
        }
        Collections.sort(offsets);
        Collections.sort(backAfter);
        System.out.printf(
                Locale.ROOT,
                "%d rooms, %d recordings, %d of another rate than 25/1; %d pictures, %.4f a second, %d steps that are not"
                        + " 40 ms, %d packets backwards%n",
                count,
                files,
                otherRates,
                pictures,
                pictures / seconds,
                uneven,
                backwards);
        System.out.printf(
                Locale.ROOT,
                "%d flashes with their beep, %d without: A/V offset p50 %.0f ms, p95 %.0f ms, most %.0f ms%n",
                offsets.size(),
                alone,
                1000 * at(offsets, .5),
                1000 * at(offsets, .95),
                1000 * at(offsets, 1));
        System.out.printf(
                Locale.ROOT,
                "%d targets broken: back after p50 %.2f s, p95 %.2f s, most %.2f s; the other server was touched %d times%n",
                backAfter.size(),
                at(backAfter, .5),
                at(backAfter, .95),
                at(backAfter, 1),
                touched);
        System.out.printf(Locale.ROOT, "sink: %.2f %% of a core a room (two targets each)%n", cpu);
        assertThat(uneven).as("steps that are not 40 ms").isZero();
        assertThat(backwards)
                .as("packets whose time is not after the one before")
                .isZero();
        assertThat(otherRates).as("recordings that ffprobe does not call 25/1").isZero();
        assertThat(alone).as("flashes without a beep").isZero();
        assertThat(touched).as("kills that the other server noticed").isZero();
        assertThat(files)
                .as("one recording a connection")
                .isEqualTo(rooms.size() * (servers.size() + backAfter.size() / rooms.size()));
        assertThat(at(offsets, 1)).as("A/V offset, s").isLessThanOrEqualTo(.080);
        assertThat(at(backAfter, 1)).as("back after a kill, s").isLessThanOrEqualTo(3);
    }

    private void offsets(Path file, Probe probe, List<Double> into) throws Exception {
        List<Double> beeps = Probe.beeps(file);
        double end = probe.pictures().get(probe.pictures().size() - 1);
        for (double flash : Probe.flashes(file)) {
            double offset = beeps.stream()
                    .mapToDouble(beep -> Math.abs(beep - flash))
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            if (offset < LONGEST_OFFSET_SECONDS) {
                into.add(offset);
            } else if (flash > 1 && flash < end - 1) {
                // A turn that was cut off by a kill has only one of the two.
                alone++;
            }
        }
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * (sorted.size() - 1)));
    }
}
