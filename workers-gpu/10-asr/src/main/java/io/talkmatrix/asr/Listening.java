package io.talkmatrix.asr;

import java.time.Duration;
import java.util.List;

/**
 * How a room is listened to.
 *
 * @param languages languages to choose from when the room names none, at least one
 * @param endSilence trailing silence that ends an utterance of a microphone
 * @param speculateAfter trailing silence after which recognition runs ahead, at most endSilence
 * @param preRoll audio kept from before speech was noticed
 * @param partialEvery new speech after which a partial result is published
 */
public record Listening(
        List<String> languages, Duration endSilence, Duration speculateAfter, Duration preRoll, Duration partialEvery) {

    public Listening {
        languages = List.copyOf(languages);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("asr.languages is empty, it must name at least one language");
        }
        requireMillis("asr.endSilence", endSilence, 100, 5000);
        requireMillis("asr.speculateAfter", speculateAfter, 60, endSilence.toMillis());
        requireMillis("asr.preRoll", preRoll, 0, 2000);
        requireMillis("asr.partialEvery", partialEvery, 200, 30_000);
    }

    private static void requireMillis(String key, Duration value, long least, long most) {
        if (value.toMillis() < least || value.toMillis() > most) {
            throw new IllegalArgumentException(
                    key + " is " + value.toMillis() + " ms, allowed are " + least + " to " + most + " ms");
        }
    }

    static int samples(Duration time) {
        return SpeechGate.samples(Math.toIntExact(time.toMillis()));
    }
}
