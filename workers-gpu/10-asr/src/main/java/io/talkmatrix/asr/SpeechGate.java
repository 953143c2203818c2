package io.talkmatrix.asr;

import java.util.Arrays;

/**
 * Turns speech probabilities into stretches of speech: enters above one threshold, leaves below a lower one, joins what
 * short gaps divide and forgets blips. Remembers where speech was thinnest, to cut there what has no pause. Counts in
 * samples since the stream began. For one thread.
 */
final class SpeechGate {

    private static final float ENTER = 0.5f;
    private static final float LEAVE = 0.35f;
    /** How far back a cut is looked for: 10 s of hops of 32 ms. */
    private static final int REMEMBERED = 312;

    private final int blip;
    private final float[] probabilities = new float[REMEMBERED];
    private final long[] places = new long[REMEMBERED];
    private int heard;
    private boolean voiced;
    private boolean open;
    private long candidateStart;
    private long start;
    private long end;
    private long now;

    /** @param blip what is no longer than this is no speech, in samples */
    SpeechGate(int blip) {
        this.blip = blip;
        Arrays.fill(places, Long.MIN_VALUE);
    }

    static int samples(int millis) {
        return millis * 16;
    }

    /** Takes the probability of the next {@code samples}. */
    void accept(float probability, int samples) {
        probabilities[heard % REMEMBERED] = probability;
        places[heard % REMEMBERED] = now;
        heard++;
        if (!voiced && probability > ENTER) {
            voiced = true;
            if (!open) {
                candidateStart = now;
            }
        } else if (voiced && probability < LEAVE) {
            voiced = false;
        }
        now += samples;
        if (voiced) {
            if (!open && now - candidateStart >= blip) {
                open = true;
                start = candidateStart;
            }
            end = now;
        }
    }

    /** True from the moment a stretch is long enough to be speech until {@link #close}. */
    boolean open() {
        return open;
    }

    /** First sample of the open stretch. */
    long start() {
        return start;
    }

    /** First sample after the last voiced one of the open stretch. */
    long end() {
        return end;
    }

    /** How long nobody has spoken, in samples; 0 while somebody speaks. */
    long silence() {
        return voiced ? 0 : now - end;
    }

    /** Sample the next probability begins at. */
    long now() {
        return now;
    }

    /** Where, after {@code from}, the last ten seconds were least like speech: the latest of equals. */
    long thinnestAfter(long from) {
        long best = now;
        float least = Float.MAX_VALUE;
        for (int i = Math.max(0, heard - REMEMBERED); i < heard; i++) {
            int at = i % REMEMBERED;
            if (places[at] > from && probabilities[at] <= least) {
                least = probabilities[at];
                best = places[at];
            }
        }
        return best;
    }

    /** Ends the open stretch; the next voice begins a new one. */
    void close() {
        open = false;
        candidateStart = now;
    }

    /** Ends the open stretch at an earlier sample; what was said from there on is the next one. */
    void cut(long sample) {
        candidateStart = sample;
        start = sample;
        open = end - sample >= blip;
    }
}
