package io.talkmatrix.asr;

/** Says how likely somebody speaks. Immutable, shared by all rooms; each stream of audio opens an ear of its own. */
public interface VoiceDetector extends AutoCloseable {

    /** Samples at 16 kHz that one call of {@link Ear#speechProbability} takes: 32 ms. */
    int HOP = 512;

    Ear open();

    @Override
    void close();

    /** Listens to one stream. Remembers what it heard; not for use from two threads at once. */
    interface Ear extends AutoCloseable {

        /**
         * @param hop the next {@link #HOP} samples, −1 to 1; not changed and not kept
         * @return 0–1
         */
        float speechProbability(float[] hop);

        /** Forgets what it heard. */
        void reset();

        @Override
        void close();
    }
}
