package io.talkmatrix.asr;

import java.time.Duration;
import java.util.List;

/**
 * How a room is listened to.
 *
 * @param languages languages to choose from when the room names none, at least one
 * @param endSilence trailing silence that ends an utterance of a microphone, 100 ms to 5 s
 * @param sentenceSilence trailing silence that ends it after a whole sentence or question, at most endSilence
 * @param speculateAfter trailing silence after which recognition runs ahead, at most sentenceSilence
 * @param minSpeech what is shorter is no speech, 32 ms to 1 s
 * @param maxUtterance an utterance of a microphone is cut at its last pause before this, 5 to 30 s
 * @param preRoll audio kept from before speech was noticed, at most 2 s
 * @param ignoreStart the first of a microphone's audio, where it clicks, at most 1 s
 * @param partialEvery new speech after which a partial result is published, 200 ms to 30 s
 */
public record Listening(
        List<String> languages,
        Duration endSilence,
        Duration sentenceSilence,
        Duration speculateAfter,
        Duration minSpeech,
        Duration maxUtterance,
        Duration preRoll,
        Duration ignoreStart,
        Duration partialEvery) {

    public Listening {
        languages = List.copyOf(languages);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("asr.languages is empty, it must name at least one language");
        }
        requireMillis("end-silence", endSilence, 100, 5000);
        requireMillis("sentence-silence", sentenceSilence, 60, endSilence.toMillis());
        requireMillis("speculate-after", speculateAfter, 60, sentenceSilence.toMillis());
        requireMillis("min-speech", minSpeech, 32, 1000);
        requireMillis("max-utterance", maxUtterance, 5000, 30_000);
        requireMillis("pre-roll", preRoll, 0, 2000);
        requireMillis("ignore-start", ignoreStart, 0, 1000);
        requireMillis("partial-every", partialEvery, 200, 30_000);
    }

    /** What suits a conversation. */
    public static Listening to(List<String> languages) {
        return new Listening(
                languages,
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                Duration.ofMillis(120),
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                Duration.ofMillis(300),
                Duration.ofMillis(60),
                Duration.ofMillis(600));
    }

    private static void requireMillis(String key, Duration value, long least, long most) {
        if (value.toMillis() < least || value.toMillis() > most) {
            throw new IllegalArgumentException("asr.listening." + key + " is " + value.toMillis() + " ms, allowed are "
                    + least + " to " + most + " ms");
        }
    }

    static int samples(Duration time) {
        return SpeechGate.samples(Math.toIntExact(time.toMillis()));
    }
}
