package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All a face needs to know of one turn, as far as it is known: what the mouth says, how it is felt, how loud it is, and
 * when it ends. Grows as chunks arrive; what is already in it never changes. Not thread-safe.
 */
public final class FaceScript {

    public static final int FRAMES_PER_SECOND = 25;
    private static final double SAMPLES_PER_SECOND = SpeechChunk.SAMPLE_RATE_HZ;

    /**
     * One spoken clause.
     *
     * @param start seconds since the turn began
     * @param speechStart start of the first shape that is not rest
     * @param speechEnd end of the last shape that is not rest; not after speechStart if nothing is said
     */
    public record Clause(double start, double speechStart, double speechEnd) {}

    /**
     * A clip that is performed.
     *
     * @param start seconds since the turn began
     * @param strength 0–1, negative mirrors what has sides
     */
    record Performance(double start, Clip clip, double strength) {}

    private static final int MOST_PERFORMANCES = 32;

    private final VisemeTrack visemes = new VisemeTrack();
    private final List<Clause> clauses = new ArrayList<>();
    private final TurnSound sound = new TurnSound();
    private final NavigableMap<Double, String> words = new TreeMap<>();
    private final Feelings feelings = new Feelings();
    private final List<Performance> performances = new ArrayList<>();
    private Emotion said = Emotion.NEUTRAL;
    private float saidIntensity;
    private boolean moodAsked;
    private float[] loudness = new float[128];
    private int loudnessFrames;
    private double easeOutStart = Double.POSITIVE_INFINITY;
    private double end = Double.POSITIVE_INFINITY;
    private double easeIn;
    private int lastBlink = Integer.MAX_VALUE;

    /**
     * All of a turn's speech that is known at once: for measuring, and for drawing what was recorded.
     *
     * @param chunks of one turn, in order and without holes
     */
    public static FaceScript of(List<SpeechChunk> chunks) {
        FaceScript script = new FaceScript();
        Loudness loudness = new Loudness();
        for (SpeechChunk chunk : chunks) {
            if (!chunk.visemes().isEmpty()) {
                script.clause(chunk.ptsSamples(), chunk.visemes(), chunk.emotion(), chunk.intensity());
            }
            loudness.add(chunk.pcm(), script);
        }
        return script;
    }

    /** The moment frame {@code frame} shows: the middle of its time on screen, seconds since the turn began. */
    public static double timeOf(int frame) {
        return (frame + .5) / FRAMES_PER_SECOND;
    }

    /** Appends a clause that begins {@code startSamples} after the turn began. */
    public void clause(long startSamples, List<TimedViseme> track, Emotion emotion, float intensity) {
        double speechStart = Double.POSITIVE_INFINITY;
        double speechEnd = Double.NEGATIVE_INFINITY;
        for (TimedViseme timed : track) {
            double from = timed.startSamples() / SAMPLES_PER_SECOND;
            double to = timed.endSamples() / SAMPLES_PER_SECOND;
            visemes.append(timed.viseme(), from, to);
            if (timed.viseme() != Viseme.NEUTRAL) {
                speechStart = Math.min(speechStart, from);
                speechEnd = Math.max(speechEnd, to);
            }
        }
        double start = startSamples / SAMPLES_PER_SECOND;
        clauses.add(new Clause(start, speechStart, speechEnd));
        said = emotion;
        saidIntensity = intensity;
        if (!moodAsked) {
            feelings.from(start, emotion, intensity);
        }
    }

    /** What is said from a moment on, for subtitles. */
    public void words(long startSamples, String text) {
        words.put(startSamples / SAMPLES_PER_SECOND, text);
    }

    /** The words that are said at a moment, or were said last; empty before any. */
    public String wordsAt(double time) {
        Map.Entry<Double, String> said = words.floorEntry(time);
        return said == null ? "" : said.getValue();
    }

    /**
     * Appends shapes heard in the clause appended last, which came without any. It counts as spoken as far as it was heard,
     * so that nothing depends on when its shapes became known.
     *
     * @param heardSamples how far its sound is known, since the turn began
     */
    public void heard(List<TimedViseme> shapes, long heardSamples) {
        for (TimedViseme timed : shapes) {
            visemes.append(
                    timed.viseme(), timed.startSamples() / SAMPLES_PER_SECOND, timed.endSamples() / SAMPLES_PER_SECOND);
        }
        Clause last = clauses.get(clauses.size() - 1);
        clauses.set(clauses.size() - 1, new Clause(last.start(), last.start(), heardSamples / SAMPLES_PER_SECOND));
    }

    /** Appends the loudness of the next frame, 0 silent to 1 loud. */
    public void loudness(float level) {
        if (loudnessFrames == loudness.length) {
            loudness = Arrays.copyOf(loudness, 2 * loudnessFrames);
        }
        loudness[loudnessFrames++] = level;
    }

    /** What is heard meanwhile. */
    public TurnSound sound() {
        return sound;
    }

    /** From now on the end of the turn is known: the face eases to rest between the two times, seconds. */
    public void endsAt(double easeOutFrom, double endSeconds) {
        easeOutStart = easeOutFrom;
        end = endSeconds;
    }

    /**
     * Nobody waits for this face: it leaves its rest pose slowly, and no blink begins too late to be over at the end.
     *
     * @param easeInSeconds how long it takes to come to life
     * @param lastBlinkFrame the last frame at which a blink may begin
     */
    public FaceScript calm(double easeInSeconds, int lastBlinkFrame) {
        easeIn = easeInSeconds;
        lastBlink = lastBlinkFrame;
        return this;
    }

    /** The last frame at which a blink may begin. */
    int lastBlink() {
        return lastBlink;
    }

    /** From {@code start} on, seconds, the host feels this, whatever it says; until {@link #moodOfWords}. */
    public void mood(double start, Emotion emotion, float intensity) {
        moodAsked = true;
        feelings.from(start, emotion, intensity);
    }

    /** From {@code start} on, seconds, the host feels again what it says. */
    public void moodOfWords(double start) {
        if (moodAsked) {
            moodAsked = false;
            feelings.from(start, said, saidIntensity);
        }
    }

    /**
     * Performs a clip from {@code start} on, seconds. Those that are over by then are forgotten.
     *
     * @param strength 0–1, negative mirrors what has sides
     * @return false if too much is performed already; then nothing happens
     */
    public boolean perform(double start, Clip clip, double strength) {
        performances.removeIf(running -> running.start + running.clip.seconds() < start);
        return performances.size() < MOST_PERFORMANCES && performances.add(new Performance(start, clip, strength));
    }

    List<Performance> performances() {
        return performances;
    }

    Feelings feelings() {
        return feelings;
    }

    public VisemeTrack visemes() {
        return visemes;
    }

    public List<Clause> clauses() {
        return java.util.Collections.unmodifiableList(clauses);
    }

    /** Smoothed loudness at a frame; 0 where nothing is known. */
    public float loudnessAt(int frame) {
        return frame < 0 || loudnessFrames == 0 ? 0 : loudness[Math.min(frame, loudnessFrames - 1)];
    }

    /** 0 at the first and the last moment of the turn, 1 in between: how far the face has left its rest pose. */
    public double envelope(double time, double easeSeconds) {
        double in = Curves.smoothstep(0, Math.max(easeIn, easeSeconds), time);
        double out = Double.isInfinite(end) ? 1 : 1 - Curves.smoothstep(easeOutStart, end, time);
        return in * out;
    }
}
