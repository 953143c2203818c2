package io.talkmatrix.tts;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.util.List;
import java.util.Set;

/**
 * A voice model with the front end it needs. Loaded once, immutable, shared by all rooms; {@link #speak} may be called
 * from many threads at once.
 */
public interface TtsEngine extends AutoCloseable {

    EngineInfo info();

    /** BCP 47 primary tags of the languages it speaks. */
    Set<String> languages();

    /** The first voice of a language is its default. */
    List<Voice> voices();

    /**
     * Begins to say one clause. Symbols the voice does not know are left out; text without anything sayable gives {@link
     * SpeechStream#EMPTY}. Text longer than the model takes is made in parts and joined.
     *
     * @param cancel also ends what is still to be made of the stream
     * @throws IllegalArgumentException the language or the voice is not this engine's; the message lists what is
     * @throws io.talkmatrix.stage.CancelledException as soon as the engine notices the cancellation
     * @throws RuntimeException the model failed; the message names it
     */
    SpeechStream speak(Clause clause, Cancellation cancel);

    /** Says one clause to its end, see {@link #speak}. */
    default Speech synthesize(Clause clause, Cancellation cancel) {
        return speak(clause, cancel).whole();
    }

    @Override
    void close();
}
