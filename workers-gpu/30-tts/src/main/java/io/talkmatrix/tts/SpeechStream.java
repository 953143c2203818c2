package io.talkmatrix.tts;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A clause on its way: how long it will be and what is said when is known, the sound is made piece by piece as it is
 * asked for. Made anew for a clause it has the same pieces again. Not for use from two threads at once; whoever does not
 * want the rest just leaves it.
 */
public interface SpeechStream {

    SpeechStream EMPTY = of(Speech.EMPTY);

    /** Of the whole clause, at {@link Speech#SAMPLE_RATE_HZ}; 0 if there is nothing to say. */
    int samples();

    /** Of the whole clause, in order and without gaps, from sample 0 to {@link #samples}. */
    List<PhonemeSpan> phonemes();

    /**
     * Makes the next piece: edge silence already cut, loudness already levelled, at least one sample within −1 to 1.
     * Together the pieces are {@link #samples} long.
     *
     * @throws NoSuchElementException the last piece was made
     * @throws io.talkmatrix.stage.CancelledException the clause was cancelled; it takes no longer than one piece to see
     * @throws RuntimeException the model failed; the message names it
     */
    float[] next();

    /** Makes all of it that is not yet made. */
    default Speech whole() {
        float[] all = new float[samples()];
        int at = 0;
        while (at < all.length) {
            float[] piece = next();
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return new Speech(all, phonemes());
    }

    /** Speech that was made at once, as one piece. */
    static SpeechStream of(Speech speech) {
        return new SpeechStream() {
            private boolean made = speech.samples().length == 0;

            @Override
            public int samples() {
                return speech.samples().length;
            }

            @Override
            public List<PhonemeSpan> phonemes() {
                return speech.phonemes();
            }

            @Override
            public float[] next() {
                if (made) {
                    throw new NoSuchElementException("all of the clause was made");
                }
                made = true;
                return speech.samples();
            }
        };
    }

    /** The streams that have anything to say one after the other, with a pause between them. */
    static SpeechStream joined(List<SpeechStream> streams, int pauseSamples) {
        List<SpeechStream> parts = new ArrayList<>();
        for (SpeechStream stream : streams) {
            if (stream.samples() > 0) {
                if (!parts.isEmpty()) {
                    parts.add(silence(pauseSamples));
                }
                parts.add(stream);
            }
        }
        return parts.isEmpty() ? EMPTY : parts.size() == 1 ? parts.get(0) : new JoinedSpeech(parts);
    }

    private static SpeechStream silence(int samples) {
        return of(new Speech(new float[samples], List.of(new PhonemeSpan(PhonemeSpan.SILENCE, 0, samples))));
    }
}
