package io.talkmatrix.media.live;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures what rooms cost on the pacing thread, as CPU time by a virtual clock: {@code LiveBench FOLDER KEY [ROOMS]},
 * with the folder of an avatar pack.
 */
public final class LiveBench {

    private static final int TICK_MILLIS = 20;
    private static final int SECONDS = 30;
    private static final int ROUNDS = 4;

    private record Room(LivePlayout playout, LiveStream stream) {}

    private LiveBench() {}

    public static void main(String[] arguments) {
        AvatarPack pack = new AvatarPacks(Path.of(arguments[0])).read(arguments[1]);
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rooms.add(new Room(
                    new LivePlayout(pack, TICK_MILLIS * SpeechChunk.SAMPLE_RATE_HZ / 1000),
                    new LiveStream(pack.width(), pack.height(), (byte) 1, (byte) 2)));
        }
        byte[] voice = voice();
        long nanos = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            boolean speaking = round >= ROUNDS;
            if (speaking) {
                speak(rooms, "turn-" + round, voice);
            }
            long before = cpuNanos();
            long bytes = 0;
            for (int tick = 0; tick < SECONDS * 1000 / TICK_MILLIS; tick++) {
                nanos += TICK_MILLIS * 1_000_000L;
                for (Room room : rooms) {
                    for (LiveStream.Part part : room.stream().add(room.playout().tick(nanos))) {
                        bytes += part.message().length;
                    }
                }
            }
            double share = (cpuNanos() - before) / 1e9 / SECONDS / count;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.4f %% of a core a room, %.0f kbit/s%n",
                    speaking ? "speaking (voice only)" : "idle",
                    100 * share,
                    bytes * 8 / 1e3 / SECONDS / count);
        }
        rooms.forEach(room -> room.stream().close());
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Something that is not easily coded. */
    private static byte[] voice() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] pcm = new byte[2 * SECONDS * SpeechChunk.SAMPLE_RATE_HZ];
        for (int i = 0; i < pcm.length / 2; i++) {
            int value = (int) (6000 * Math.sin(i * .05) + random.nextInt(-800, 800));
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        return pcm;
    }

    private static void speak(List<Room> rooms, String turn, byte[] pcm) {
        for (Room room : rooms) {
            room.playout().obey(new Control("bench", 0, turn, Control.Kind.START, "bench", 0, 0));
            UnitId id = new UnitId("bench", turn, 0, 0, 0);
            room.playout()
                    .offer(new SpeechChunk(id, pcm, 0, List.of(), List.of(), "", Emotion.NEUTRAL, 0, true, true, ""));
        }
    }
}
