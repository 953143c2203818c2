package io.talkmatrix.media.live;

import io.talkmatrix.media.AacEncoder;
import io.talkmatrix.media.live.FragmentedMp4.Run;
import io.talkmatrix.media.live.FragmentedMp4.Sample;
import io.talkmatrix.stage.SpeechChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A room's sound as AAC access units that were not sent yet, at 48 kHz: a block is half as long as at 24 kHz, and so is the
 * coder's delay. Silence is not coded: its access unit is always the same, and an encoder that saw only silence for a
 * while holds nothing else. For one thread.
 */
public final class AacTrack implements AutoCloseable {

    public static final int RATE_HZ = 48_000;

    private static final int BITS_PER_SECOND = 64_000;
    private static final int RATIO = RATE_HZ / SpeechChunk.SAMPLE_RATE_HZ;
    /** After so many silent blocks nothing of a sound is left in the encoder. */
    private static final int FORGETS = 6;

    /** What silence looks like, and how sound is configured. */
    private record Silence(byte[] unit, byte[] config) {
        static Silence make() {
            try (AacEncoder encoder = new AacEncoder(RATE_HZ, BITS_PER_SECOND)) {
                byte[] unit = {};
                for (int i = 0; i < 2 * FORGETS; i++) {
                    unit = encoder.encode(new float[AacEncoder.BLOCK]);
                }
                return new Silence(unit, encoder.config());
            }
        }
    }

    private static final class Known {
        static final Silence SILENCE = Silence.make();
    }

    private final Doubler doubler = new Doubler();
    private final float[] block = new float[AacEncoder.BLOCK];
    private final List<Sample> ready = new ArrayList<>();
    private AacEncoder encoder;
    private int filled;
    private boolean sound;
    private int quietBlocks;
    private long next = -(long) AacEncoder.DELAY_BLOCKS * AacEncoder.BLOCK;
    private long readyStart;

    /** The AudioSpecificConfig. */
    public static byte[] config() {
        return Known.SILENCE.config();
    }

    /** @param pcm s16le mono at 24 kHz */
    public void add(byte[] pcm, boolean silent) {
        int samples = pcm.length / 2;
        for (int i = 0; i < samples; ) {
            if (silent && doubler.quiet()) {
                int run = Math.min(samples - i, (block.length - filled) / RATIO);
                Arrays.fill(block, filled, filled + run * RATIO, 0);
                filled += run * RATIO;
                i += run;
            } else {
                float sample = (short) (pcm[2 * i] & 255 | pcm[2 * i + 1] << 8) / 32768f;
                doubler.put(sample, block, filled);
                sound = true;
                filled += RATIO;
                i++;
            }
            if (filled == block.length) {
                code();
            }
        }
    }

    private void code() {
        filled = 0;
        quietBlocks = sound ? 0 : quietBlocks + 1;
        sound = false;
        byte[] unit;
        if (encoder == null && quietBlocks > 0) {
            unit = Known.SILENCE.unit();
        } else {
            if (encoder == null) {
                encoder = new AacEncoder(RATE_HZ, BITS_PER_SECOND);
            }
            unit = encoder.encode(block);
            if (quietBlocks >= FORGETS) {
                drop();
            }
        }
        if (next >= 0) {
            if (ready.isEmpty()) {
                readyStart = next;
            }
            ready.add(new Sample(AacEncoder.BLOCK, unit, true));
        }
        next += AacEncoder.BLOCK;
    }

    /** Whatever was not sent is silence now. */
    public void mute() {
        ready.replaceAll(sample -> new Sample(AacEncoder.BLOCK, Known.SILENCE.unit(), true));
        Arrays.fill(block, 0);
        sound = false;
        doubler.clear();
        drop();
    }

    /** Time of the first unit that was not sent, at 48 kHz. */
    long unsentFrom() {
        return ready.isEmpty() ? Math.max(0, next) : readyStart;
    }

    /** Takes out what is to be sent. */
    public Run take() {
        Run run = new Run(unsentFrom(), List.copyOf(ready));
        ready.clear();
        return run;
    }

    private void drop() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }

    @Override
    public void close() {
        drop();
    }
}
