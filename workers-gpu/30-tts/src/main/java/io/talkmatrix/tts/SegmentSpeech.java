package io.talkmatrix.tts;

import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedPhoneme;
import io.talkmatrix.stage.TimedViseme;
import java.util.ArrayList;
import java.util.List;

/**
 * One reply segment as chunks: its voice, then its pause. A piece of the voice goes out as soon as it is made; a long one
 * in several chunks. The first chunk carries the track of the whole segment. What another worker said of it is not said
 * again: the first chunk here begins at the sample behind. Not for use from two threads at once.
 */
final class SegmentSpeech {

    /** The first chunk is short, so that the voice is heard soon. */
    private static final int FIRST_CHUNK = Speech.SAMPLE_RATE_HZ / 5;

    private static final int CHUNK = Speech.SAMPLE_RATE_HZ * 3 / 10;

    /** A shorter rest is joined to the chunk before it. */
    private static final int SHORTEST_CHUNK = Speech.SAMPLE_RATE_HZ / 5;

    /** What ends a segment whose voice, made anew, is shorter than what was said of it. */
    private static final int CLOSING = Speech.SAMPLE_RATE_HZ / 100;

    private final ReplySegment segment;
    private final long base;
    private final SpeechStream voice;
    private final int length;
    private final String degraded;
    private final int from;
    private float[] piece = new float[0];
    private int pieceStart;
    private int pieceEnd;
    private int at;
    private int seq;

    /**
     * @param base where the segment begins in its turn
     * @param pause samples of silence after the voice
     * @param said what of it is not to be said again; not all of it
     */
    SegmentSpeech(
            ReplySegment segment, long base, SpeechStream voice, int pause, TurnVoice.Said said, String degraded) {
        this.segment = segment;
        this.base = base;
        this.voice = voice;
        this.length = Math.max(voice.samples() + pause, said.chunks() == 0 ? 0 : (int) said.samples() + CLOSING);
        this.degraded = degraded;
        this.from = (int) said.samples();
        this.seq = said.chunks();
    }

    /** Samples, the pause included. */
    int length() {
        return length;
    }

    boolean hasNext() {
        return at < length;
    }

    /** The next chunk; if nothing of the voice is left over, its next piece is made first. */
    SpeechChunk next() {
        do {
            if (at == pieceEnd) {
                makePiece();
            }
            at = Math.min(pieceEnd, Math.max(at, from));
        } while (at < from || at == pieceEnd);
        int to = at + (seq == 0 ? FIRST_CHUNK : CHUNK);
        if (pieceEnd - to < SHORTEST_CHUNK) {
            to = pieceEnd;
        }
        SpeechChunk chunk = chunk(to);
        at = to;
        seq++;
        return chunk;
    }

    /** The pause belongs to the last piece. */
    private void makePiece() {
        pieceStart = at;
        piece = at < voice.samples() ? voice.next() : new float[0];
        int end = at + piece.length;
        pieceEnd = end >= voice.samples() ? length : end;
    }

    private SpeechChunk chunk(int to) {
        boolean first = seq == 0;
        boolean last = to == length;
        List<PhonemeSpan> track = first ? track() : List.of();
        List<TimedPhoneme> phonemes = track.stream()
                .map(span -> new TimedPhoneme(span.symbol(), base + span.startSample(), base + span.endSample()))
                .toList();
        List<TimedViseme> visemes = VisemeMapper.visemes(track, base);
        return new SpeechChunk(
                segment.id().withSeq(seq),
                Pcm.of(piece, at - pieceStart, to - pieceStart),
                base + at,
                phonemes,
                visemes,
                first ? segment.text() : "",
                segment.emotion(),
                segment.intensity(),
                last,
                last && segment.last(),
                degraded);
    }

    private List<PhonemeSpan> track() {
        List<PhonemeSpan> track = new ArrayList<>(voice.phonemes());
        if (length > voice.samples()) {
            track.add(new PhonemeSpan(PhonemeSpan.SILENCE, voice.samples(), length));
        }
        return track;
    }
}
