package io.talkmatrix.stage;

/** The voice that left a room's sink, as far as it is remembered (about ten seconds). Safe for use from any thread. */
public interface HostVoice {

    /**
     * What was audible between two moments of the wall clock.
     *
     * @return samples at {@link SpeechChunk#SAMPLE_RATE_HZ}, 0 where nothing was played; of length 0 if nothing at all was
     */
    short[] between(long fromMillis, long untilMillis);

    /** Of a room whose sink nobody follows. */
    static HostVoice silent() {
        return (fromMillis, untilMillis) -> new short[0];
    }
}
