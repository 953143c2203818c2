package io.talkmatrix.asr;

/**
 * Turns speech probabilities into stretches of speech: enters above one threshold, leaves below a lower one, joins what
 * short gaps divide and forgets blips. Counts in samples since the stream began. For one thread.
 */
final class SpeechGate {

    private static final float ENTER = 0.5f;
    private static final float LEAVE = 0.35f;
    private static final int BLIP = samples(100);

    private boolean voiced;
    private boolean open;
    private long candidateStart;
    private long start;
    private long end;
    private long now;

    static int samples(int millis) {
        return millis * 16;
    }

    /** Takes the probability of the next {@code samples}. */
    void accept(float probability, int samples) {
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
            if (!open && now - candidateStart >= BLIP) {
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

    /** Ends the open stretch; the next voice begins a new one. */
    void close() {
        open = false;
        candidateStart = now;
    }
}
