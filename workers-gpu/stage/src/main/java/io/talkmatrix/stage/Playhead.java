package io.talkmatrix.stage;

import java.time.Duration;

/** How far a room's turns are made by the voice and played by its clock sink. Safe for use from any thread. */
public interface Playhead {

    /**
     * What is made and not yet heard of the turn, in samples at {@link SpeechChunk#SAMPLE_RATE_HZ}; 0 if nothing is known
     * of it.
     */
    long leadSamples(String turn);

    /** What was heard of the turn, in samples at {@link SpeechChunk#SAMPLE_RATE_HZ}; 0 if nothing is known of it. */
    long playedSamples(String turn);

    /**
     * Waits until no more than {@code samples} are made and not yet heard.
     *
     * @return false if the deadline passed first
     * @throws CancelledException the turn was cut or ended meanwhile
     */
    boolean awaitLead(String turn, long samples, Duration deadline) throws InterruptedException;

    /** Of a room that nobody follows: never ahead, so nobody ever waits. */
    static Playhead unknown() {
        return new Playhead() {
            @Override
            public long leadSamples(String turn) {
                return 0;
            }

            @Override
            public long playedSamples(String turn) {
                return 0;
            }

            @Override
            public boolean awaitLead(String turn, long samples, Duration deadline) {
                return true;
            }
        };
    }
}
