package io.talkmatrix.face.wav2lip;

import io.talkmatrix.face.TurnSound;
import java.util.Arrays;

/**
 * The sound of a turn as Wav2Lip hears it: 80 mel bands every 12.5 ms, of 50 ms each, in decibels brought to −4 … 4, after a
 * pre-emphasis of 0.97 (the published {@code audio.py}; nothing is scaled). Column c is centred on 12.5·c ms. Columns whose
 * sound is all known are kept. Not thread-safe.
 */
final class MelTrack {

    static final int BANDS = MelFilters.BANDS;

    /** Columns a frame is drawn from. */
    static final int WINDOW = 16;

    private static final int HOP = 200;
    private static final int HALF = Spectrum.SIZE / 2;
    private static final float EMPHASIS = .97f;
    private static final double QUIETEST = 1e-5;
    private static final double REFERENCE_DB = 20;
    private static final double LOWEST_DB = -100;
    private static final double MOST = 4;
    private static final float[] HANN = new float[Spectrum.SIZE];

    static {
        for (int i = 0; i < HANN.length; i++) {
            HANN[i] = (float) (.5 - .5 * Math.cos(2 * Math.PI * i / HANN.length));
        }
    }

    private final TurnSound sound;
    private final Spectrum spectrum = new Spectrum();
    private final float[] samples = new float[Spectrum.SIZE];
    private final float[] magnitudes = new float[Spectrum.BINS];
    private final float[] loose = new float[BANDS];
    private float[] kept = new float[64 * BANDS];
    private int keptColumns;

    MelTrack(TurnSound sound) {
        this.sound = sound;
    }

    TurnSound sound() {
        return sound;
    }

    /** The first column of the window a frame is drawn from: 80/25 columns a frame, as the published inference. */
    static int firstColumn(int frame) {
        return 16 * frame / 5;
    }

    /** Samples at 24 kHz beyond a frame's own time that its window reaches. */
    static int lookaheadSamples() {
        int last = (WINDOW - 1) * HOP + HALF;
        return 3 * last / 2 + Resampler.REACH - io.talkmatrix.stage.SpeechChunk.SAMPLE_RATE_HZ / 25;
    }

    /** Puts the window of a frame, band by band, {@value #WINDOW} columns each. */
    void window(int frame, float[] to, int offset) {
        for (int i = 0; i < WINDOW; i++) {
            int column = firstColumn(frame) + i;
            float[] from = loose;
            int at = 0;
            if (known(column)) {
                keep(column);
                from = kept;
                at = column * BANDS;
            } else {
                column(column, loose, 0);
            }
            for (int band = 0; band < BANDS; band++) {
                to[offset + band * WINDOW + i] = from[at + band];
            }
        }
    }

    /** Whether all of a column's sound is there; it never changes then. */
    private boolean known(int column) {
        return 3 * (column * HOP + HALF) / 2 + Resampler.REACH <= sound.size();
    }

    private void keep(int column) {
        if (kept.length < (column + 1) * BANDS) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, (column + 1) * BANDS));
        }
        while (keptColumns <= column) {
            column(keptColumns, kept, keptColumns * BANDS);
            keptColumns++;
        }
    }

    private void column(int column, float[] to, int offset) {
        int first = column * HOP - HALF;
        float before = Resampler.at(sound, first - 1);
        for (int i = 0; i < samples.length; i++) {
            float sample = Resampler.at(sound, first + i);
            samples[i] = HANN[i] * (sample - EMPHASIS * before);
            before = sample;
        }
        spectrum.of(samples, magnitudes);
        for (int band = 0; band < BANDS; band++) {
            double decibels = 20 * Math.log10(Math.max(QUIETEST, MelFilters.band(band, magnitudes))) - REFERENCE_DB;
            double scaled = 2 * MOST * (decibels - LOWEST_DB) / -LOWEST_DB - MOST;
            to[offset + band] = (float) Math.max(-MOST, Math.min(MOST, scaled));
        }
    }
}
