package io.talkmatrix.topologies.conductor;

/**
 * An accepted turn that has not ended.
 *
 * @param turn turn id
 * @param sinceMillis when it began to wait, or was started if it is the active one, ms since the epoch
 * @param progressMillis when something new was last heard of it, ms since the epoch
 * @param reached bit set of milestones seen, so that a repeated one is no progress
 * @param firstAudioMillis when its first audio was published, −1 if it was not
 * @param spokenSamples its length at 24 kHz, −1 while it is unknown
 * @param spokenMillis when the length became known, −1 while it is unknown
 * @param playedSamples how far its sink has played it, at 24 kHz
 */
public record OpenTurn(
        String turn,
        long sinceMillis,
        long progressMillis,
        long reached,
        long firstAudioMillis,
        long spokenSamples,
        long spokenMillis,
        long playedSamples) {

    static OpenTurn opened(String turn, long nowMillis) {
        return new OpenTurn(turn, nowMillis, nowMillis, 0, -1, -1, -1, 0);
    }

    OpenTurn started(long nowMillis) {
        return new OpenTurn(
                turn, nowMillis, nowMillis, reached, firstAudioMillis, spokenSamples, spokenMillis, playedSamples);
    }

    OpenTurn reached(int milestone, long nowMillis) {
        long bit = 1L << milestone;
        return (reached & bit) != 0
                ? this
                : new OpenTurn(
                        turn,
                        sinceMillis,
                        nowMillis,
                        reached | bit,
                        firstAudioMillis,
                        spokenSamples,
                        spokenMillis,
                        playedSamples);
    }

    OpenTurn firstAudio(long atMillis) {
        return new OpenTurn(
                turn, sinceMillis, progressMillis, reached, atMillis, spokenSamples, spokenMillis, playedSamples);
    }

    OpenTurn spoken(long samples, long nowMillis) {
        return new OpenTurn(turn, sinceMillis, nowMillis, reached, firstAudioMillis, samples, nowMillis, playedSamples);
    }

    OpenTurn played(long samples, long nowMillis) {
        return new OpenTurn(
                turn, sinceMillis, nowMillis, reached, firstAudioMillis, spokenSamples, spokenMillis, samples);
    }

    boolean playedOut() {
        return spokenSamples >= 0 && playedSamples >= spokenSamples;
    }

    /** True if a listener who heard the first sample when it was published has heard the last one. */
    boolean playedOutByWallClock(long nowMillis, int samplesPerMilli) {
        long beganMillis = firstAudioMillis >= 0 ? firstAudioMillis : spokenMillis;
        return spokenSamples >= 0 && nowMillis >= beganMillis + spokenSamples / samplesPerMilli;
    }
}
