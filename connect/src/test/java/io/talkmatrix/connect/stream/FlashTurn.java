package io.talkmatrix.connect.stream;

import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A turn in the middle of each of whose seconds a beep and a bright picture begin together. */
final class FlashTurn {

    static final int SIDE = 512;
    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;

    private FlashTurn() {}

    static Control start(String room, String turn) {
        return new Control(room, 0, turn, Control.Kind.START, "", 0, 0);
    }

    static Control end(String room, String turn) {
        return new Control(room, turn, 0, "", Control.Kind.END, "", 0, 0);
    }

    /** One second. */
    static List<SpeechChunk> voice(String room, String turn) {
        return voice(room, turn, 1);
    }

    static List<SpeechChunk> voice(String room, String turn, int seconds) {
        List<SpeechChunk> chunks = new ArrayList<>();
        int last = 5 * seconds - 1;
        for (int i = 0; i <= last; i++) {
            byte[] pcm = new byte[2 * RATE / 5];
            for (int s = 0; s < RATE / 5; s++) {
                int at = i % 5 * RATE / 5 + s;
                double level = at >= RATE / 2 && at < RATE * 4L / 5 ? .5 : 0;
                short sample = (short) (32767 * level * Math.sin(2 * Math.PI * 1000 * at / RATE));
                pcm[2 * s] = (byte) sample;
                pcm[2 * s + 1] = (byte) (sample >> 8);
            }
            chunks.add(new SpeechChunk(
                    new UnitId(room, turn, 0, 0, i),
                    pcm,
                    (long) i * RATE / 5,
                    List.of(),
                    List.of(),
                    i == 0 ? "beep of " + turn : "",
                    Emotion.NEUTRAL,
                    0,
                    i == last,
                    i == last,
                    ""));
        }
        return chunks;
    }

    /** Coded once: coding takes long enough to be late for its own turn. */
    private static final class Coded {
        static final List<byte[]> FRAMES = code();

        private static List<byte[]> code() {
            List<byte[]> frames = new ArrayList<>();
            try (H264Encoder encoder = new H264Encoder(SIDE, SIDE, 25, 3_000_000)) {
                int[] picture = new int[SIDE * SIDE];
                for (int frame = 0; frame < 25; frame++) {
                    // 12.5 frames are half a second: the flash begins half a picture after the beep.
                    Arrays.fill(picture, frame >= 13 && frame < 20 ? 0xffffffff : 0xff202020);
                    frames.add(encoder.encode(picture, frame % 5 == 0));
                }
            }
            return frames;
        }
    }

    /** One second. */
    static List<FrameGroup> pictures(String room, String turn) {
        return pictures(room, turn, 1);
    }

    static List<FrameGroup> pictures(String room, String turn, int seconds) {
        List<FrameGroup> groups = new ArrayList<>();
        for (int seq = 0; seq < 5 * seconds; seq++) {
            groups.add(new FrameGroup(
                    new UnitId(room, turn, 0, 0, seq),
                    (long) seq * 5 * RATE / 25,
                    25,
                    FrameGroup.Codec.H264,
                    SIDE,
                    SIDE,
                    Coded.FRAMES.subList(seq % 5 * 5, seq % 5 * 5 + 5),
                    seq == 5 * seconds - 1,
                    ""));
        }
        return groups;
    }
}
