package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.kokoro.KokoroGraphs;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.tts.EdgeTrim;
import io.talkmatrix.tts.Loudness;
import io.talkmatrix.tts.PhonemeSpan;
import io.talkmatrix.tts.SpeechStream;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One passage by one voice. Its silence is cut away before the decoder, which runs once; the generator then makes it
 * piece by piece with predicted norm statistics, each piece with some units on both sides that are thrown away. Where
 * the voice has no statistics the generator runs once over the whole passage, and only the pieces are the same.
 */
final class KokoroStream implements SpeechStream {

    private static final int UNIT = KokoroGraphs.UNIT_SAMPLES;

    /** Kept beside the audible part: it may begin a little earlier and end a little later than the outline says. */
    private static final int MARGIN = UNIT * 3 / 2;

    /** Units on both sides of a piece, so that its edges sound like the middle of a whole. */
    static final int CONTEXT = 2;

    private static final int CROSSFADE = 240;
    private static final int FADE = 120;

    private final KokoroNetwork network;
    private final Cancellation cancel;
    private final float[] style;
    private final Outline outline;
    private final Optional<VoiceStatistics> statistics;
    private final List<PhonemeSpan> phonemes;
    private final int from;
    private final int to;

    /** The unit that {@code from} is in, and the first one after {@code to}. */
    private final int firstUnit;

    private final int endUnit;
    private final List<Integer> ends;

    private Prosody prosody;
    private Timbre timbre;

    /** The unit that {@link #timbre} begins with. */
    private int timbreUnit;

    private float[] norms = {};
    private float[] whole = {};
    private float gain;
    private int pieces;
    private float[] afterPiece = {};

    /**
     * @param symbols the phonemes said
     * @param statistics of the voice, if they are known
     * @param cancel ends the stream between two pieces
     */
    KokoroStream(
            KokoroNetwork network,
            Prosody prosody,
            String symbols,
            float[] style,
            Optional<VoiceStatistics> statistics,
            Cancellation cancel) {
        this.network = network;
        this.prosody = prosody;
        this.style = style;
        this.statistics = statistics;
        this.cancel = cancel;
        outline = Outline.of(prosody);
        boolean silent = outline.audibleFrom() == outline.audibleTo();
        from = silent ? 0 : Math.max(0, outline.audibleFrom() - MARGIN);
        to = silent ? 0 : Math.min(prosody.units() * UNIT, outline.audibleTo() + MARGIN);
        firstUnit = from / UNIT;
        endUnit = (to + UNIT - 1) / UNIT;
        ends = PieceSizes.ends(endUnit - firstUnit);
        List<PhonemeSpan> spans = PhonemeSpan.ofDurations(symbols, prosody.durations(), UNIT);
        phonemes = silent ? List.of() : List.copyOf(EdgeTrim.clip(spans, outline.audibleFrom(), from, to));
    }

    @Override
    public int samples() {
        return to - from;
    }

    @Override
    public List<PhonemeSpan> phonemes() {
        return phonemes;
    }

    @Override
    public float[] next() {
        if (pieces == ends.size()) {
            throw new NoSuchElementException("all of the passage was made");
        }
        cancel.check();
        if (timbre == null) {
            decode();
            cancel.check();
        }
        int start = firstUnit + (pieces == 0 ? 0 : ends.get(pieces - 1));
        int end = firstUnit + ends.get(pieces);
        float[] units = statistics.isPresent() ? generated(start, end) : madeWhole(start, end);
        int skip = Math.max(0, from - start * UNIT);
        float[] piece = Arrays.copyOfRange(units, skip, Math.min(units.length, to - start * UNIT));
        Loudness.apply(piece, gain);
        if (pieces == 0) {
            fade(piece, false);
        }
        pieces++;
        if (pieces == ends.size()) {
            fade(piece, true);
        }
        return piece;
    }

    private void decode() {
        timbreUnit = Math.max(0, firstUnit - CONTEXT);
        int timbreEnd = Math.min(prosody.units(), endUnit + CONTEXT);
        float[] weights = UnitWeights.standingForAll(prosody.units(), timbreUnit, timbreEnd);
        timbre = network.decode(prosody.slice(timbreUnit, timbreEnd), weights, style);
        prosody = null;
        if (statistics.isPresent()) {
            norms = statistics.get().norms(outline);
            gain = Loudness.gain(statistics.get().level(outline));
        } else {
            whole = network.measure(timbre, weights, style, false).audio();
            gain = Loudness.gain(level(whole));
        }
    }

    private float[] madeWhole(int start, int end) {
        return Arrays.copyOfRange(whole, (start - timbreUnit) * UNIT, (end - timbreUnit) * UNIT);
    }

    private double level(float[] audio) {
        int offset = timbreUnit * UNIT;
        double energy = 0;
        for (int i = outline.audibleFrom() - offset; i < outline.audibleTo() - offset; i++) {
            energy += audio[i] * (double) audio[i];
        }
        return Math.sqrt(energy / (outline.audibleTo() - outline.audibleFrom()));
    }

    /** The samples of the units, made with those beside them; the seam to the piece before is cross-faded. */
    private float[] generated(int start, int end) {
        int left = Math.max(timbreUnit, start - CONTEXT);
        int right = Math.min(timbreUnit + timbre.units(), end + CONTEXT);
        float[] audio = network.generate(timbre.slice(left - timbreUnit, right - timbreUnit), norms, style);
        int at = (start - left) * UNIT;
        int length = (end - start) * UNIT;
        float[] units = Arrays.copyOfRange(audio, at, at + length);
        for (int i = 0; i < afterPiece.length; i++) {
            float share = (i + 0.5f) / afterPiece.length;
            units[i] = afterPiece[i] * (1 - share) + units[i] * share;
        }
        afterPiece = Arrays.copyOfRange(audio, at + length, Math.min(audio.length, at + length + CROSSFADE));
        return units;
    }

    private static void fade(float[] samples, boolean out) {
        int length = Math.min(FADE, samples.length);
        for (int i = 0; i < length; i++) {
            float gain = (i + 0.5f) / length;
            samples[out ? samples.length - 1 - i : i] *= gain;
        }
    }
}
