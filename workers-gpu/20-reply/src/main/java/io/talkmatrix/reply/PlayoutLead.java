package io.talkmatrix.reply;

import io.talkmatrix.stage.SpeechChunk;
import java.time.Duration;

/**
 * How much of an answer may be made and not yet heard.
 *
 * @param pauseAbove with more than this nothing is added
 * @param resumeBelow from here on it goes on
 * @param longest wait; after it the answer goes on, since a sink that stands still is the conductor's business
 */
public record PlayoutLead(Duration pauseAbove, Duration resumeBelow, Duration longest) {

    public PlayoutLead {
        if (resumeBelow.isNegative() || pauseAbove.compareTo(resumeBelow) < 0) {
            throw new IllegalArgumentException("an answer pauses above a lead of " + pauseAbove.toMillis()
                    + " ms, so it must go on at that or less, not at " + resumeBelow.toMillis() + " ms");
        }
    }

    long pauseSamples() {
        return samples(pauseAbove);
    }

    long resumeSamples() {
        return samples(resumeBelow);
    }

    private static long samples(Duration time) {
        return time.toMillis() * SpeechChunk.SAMPLE_RATE_HZ / 1000;
    }
}
