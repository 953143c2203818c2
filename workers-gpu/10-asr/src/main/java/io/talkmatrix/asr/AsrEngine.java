package io.talkmatrix.asr;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.util.List;

/**
 * Turns speech into words. Immutable, shared by all rooms; {@link #transcribe} may be called from many threads at once.
 * Every engine passes {@code AsrEngineContract}.
 */
public interface AsrEngine extends AutoCloseable {

    EngineInfo info();

    /** The longest audio one call takes, in samples at 16 kHz. */
    int maxSamples();

    /**
     * Recognises one stretch of speech.
     *
     * @param samples mono at 16 kHz, −1 to 1; at most {@link #maxSamples()}; not changed and not kept
     * @param languages the only language to expect, or several to choose from (BCP 47 primary tags)
     * @return what was said; {@link Transcript#text()} is empty if it was no speech
     * @throws IllegalArgumentException too much audio, or a language the engine does not know
     * @throws io.talkmatrix.stage.CancelledException {@code cancellation} fired meanwhile
     */
    Transcript transcribe(float[] samples, List<String> languages, Cancellation cancellation);

    @Override
    void close();
}
