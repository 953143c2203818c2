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
     * Recognises one stretch of speech that begins with words already settled.
     *
     * @param samples mono at 16 kHz, −1 to 1; at most {@link #maxSamples()}; not changed and not kept
     * @param languages the only language to expect, or several to choose from (BCP 47 primary tags)
     * @param beginning pieces of an earlier transcript of this engine and audio; the result begins with them
     * @return what was said; without pieces if it was no speech and nothing was settled
     * @throws IllegalArgumentException too much audio, or a language the engine does not know
     * @throws io.talkmatrix.stage.CancelledException {@code cancellation} fired meanwhile
     */
    Transcript transcribe(float[] samples, List<String> languages, List<Piece> beginning, Cancellation cancellation);

    /** Recognises one stretch of speech of which nothing is known yet. */
    default Transcript transcribe(float[] samples, List<String> languages, Cancellation cancellation) {
        return transcribe(samples, languages, List.of(), cancellation);
    }

    @Override
    void close();
}
