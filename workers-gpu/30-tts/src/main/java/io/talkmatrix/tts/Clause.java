package io.talkmatrix.tts;

import io.talkmatrix.stage.Emotion;
import java.util.Objects;

/**
 * What an engine is asked to say.
 *
 * @param text the words, as written (numbers and symbols not yet spelled out)
 * @param language BCP 47 primary tag, one of {@link TtsEngine#languages()}
 * @param voice id of one of the engine's voices, or empty for its default voice of the language
 * @param speed 1 is the voice's own pace, 2 twice as fast; {@value #MIN_SPEED}–{@value #MAX_SPEED}
 * @param emotion how to say it; an engine that can't ignores it
 * @param intensity strength of the emotion, 0–1
 * @param seed for everything random in the voice: equal clauses with equal seeds sound equal
 */
public record Clause(
        String text, String language, String voice, float speed, Emotion emotion, float intensity, long seed) {

    public static final float MIN_SPEED = 0.5f;
    public static final float MAX_SPEED = 2f;

    public Clause {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(emotion, "emotion");
        if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
            throw new IllegalArgumentException("speed must be " + MIN_SPEED + " to " + MAX_SPEED + ": " + speed);
        }
        if (!(intensity >= 0 && intensity <= 1)) {
            throw new IllegalArgumentException("intensity must be 0 to 1: " + intensity);
        }
    }

    /** A neutral clause in the default voice at the voice's own pace. */
    public static Clause of(String text, String language) {
        return new Clause(text, language, "", 1f, Emotion.NEUTRAL, 0f, 0L);
    }

    public Clause withText(String newText) {
        return new Clause(newText, language, voice, speed, emotion, intensity, seed);
    }

    public Clause withVoice(String newVoice) {
        return new Clause(text, language, newVoice, speed, emotion, intensity, seed);
    }

    public Clause withSeed(long newSeed) {
        return new Clause(text, language, voice, speed, emotion, intensity, newSeed);
    }
}
