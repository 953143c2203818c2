package io.talkmatrix.tts;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Streams one after the other, each made when it is its turn. */
final class JoinedSpeech implements SpeechStream {

    private final List<SpeechStream> parts;
    private final int samples;
    private final List<PhonemeSpan> phonemes;
    private int part;
    private int madeOfPart;

    /** @param parts at least one; none is empty */
    JoinedSpeech(List<SpeechStream> parts) {
        this.parts = List.copyOf(parts);
        List<PhonemeSpan> spans = new ArrayList<>();
        int at = 0;
        for (SpeechStream stream : parts) {
            for (PhonemeSpan span : stream.phonemes()) {
                spans.add(new PhonemeSpan(span.symbol(), at + span.startSample(), at + span.endSample()));
            }
            at += stream.samples();
        }
        this.samples = at;
        this.phonemes = List.copyOf(spans);
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public List<PhonemeSpan> phonemes() {
        return phonemes;
    }

    @Override
    public float[] next() {
        if (part == parts.size()) {
            throw new NoSuchElementException("all of the clause was made");
        }
        float[] piece = parts.get(part).next();
        madeOfPart += piece.length;
        if (madeOfPart == parts.get(part).samples()) {
            part++;
            madeOfPart = 0;
        }
        return piece;
    }
}
