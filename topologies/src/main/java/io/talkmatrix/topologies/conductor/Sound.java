package io.talkmatrix.topologies.conductor;

/**
 * What is known of a turn's sound. Samples are at 24 kHz.
 *
 * @param firstMillis when its first audio was published, −1 if it was not
 * @param samples its length, −1 while it is unknown
 * @param knownMillis when the length became known, −1 while it is unknown
 * @param playedSamples how far its sink has played it
 */
record Sound(long firstMillis, long samples, long knownMillis, long playedSamples) {

    static final Sound NONE = new Sound(-1, -1, -1, 0);

    Sound begun(long atMillis) {
        return firstMillis >= 0 ? this : new Sound(atMillis, samples, knownMillis, playedSamples);
    }

    Sound complete(long length, long atMillis) {
        return samples >= 0 ? this : new Sound(firstMillis, length, atMillis, playedSamples);
    }

    Sound played(long upTo) {
        return upTo <= playedSamples ? this : new Sound(firstMillis, samples, knownMillis, upTo);
    }

    /** The same as if it had been published later, but not later than {@code nowMillis}. */
    Sound later(long millis, long nowMillis) {
        return new Sound(
                firstMillis < 0 ? -1 : Math.min(nowMillis, firstMillis + millis),
                samples,
                knownMillis < 0 ? -1 : Math.min(nowMillis, knownMillis + millis),
                playedSamples);
    }

    boolean playedOut() {
        return samples >= 0 && playedSamples >= samples;
    }

    /** True if a listener who heard the first sample when it was published has heard the last one. */
    boolean playedOutByWallClock(long nowMillis, int samplesPerMilli) {
        long beganMillis = firstMillis >= 0 ? firstMillis : knownMillis;
        return samples >= 0 && nowMillis >= beganMillis + samples / samplesPerMilli;
    }

    /** How far such a listener has come. */
    long playedByWallClock(long nowMillis, int samplesPerMilli) {
        if (firstMillis < 0) {
            return playedSamples;
        }
        long passed = Math.max(0, nowMillis - firstMillis) * samplesPerMilli;
        return Math.max(playedSamples, samples < 0 ? passed : Math.min(samples, passed));
    }
}
