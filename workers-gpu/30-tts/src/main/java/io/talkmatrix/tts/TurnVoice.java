package io.talkmatrix.tts;

import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Written;
import java.util.List;

/**
 * What a session knows of the turn it speaks: how far it is, and what another worker said of it before. Not for use from two
 * threads at once.
 */
final class TurnVoice {

    private final String turn;
    private final int generation;
    private int nextSegment;
    private long samples;
    private long computeMillis;
    private boolean over;
    private final List<Written> before;

    /** @param written what was published of the turn when its room came here, in order */
    TurnVoice(UnitId first, List<Written> written) {
        this.turn = first.turn();
        this.generation = first.generation();
        this.before = written.stream()
                .filter(chunk -> chunk.id().generation() == generation)
                .toList();
    }

    /**
     * How much of the next segment another worker said.
     *
     * @param chunks that it wrote
     * @param samples of them together
     * @param all true if that was all of it
     */
    record Said(int chunks, long samples, boolean all) {

        static final Said NOTHING = new Said(0, 0, false);
    }

    /** What was said of the next segment, if it joins what was said before it. */
    Said said() {
        long end = samples;
        int chunks = 0;
        boolean all = false;
        for (Written chunk : before) {
            if (chunk.id().segment() == nextSegment && chunk.id().seq() == chunks && chunk.fromSamples() == end) {
                chunks++;
                end = chunk.toSamples();
                all = chunk.lastOfSegment();
            }
        }
        return chunks == 0 ? Said.NOTHING : new Said(chunks, end - samples, all);
    }

    /** True if another worker said all of the turn. */
    boolean completeBefore() {
        return before.stream().anyMatch(chunk -> chunk.lastOfTurn() && chunk.toSamples() == samples);
    }

    boolean speaks(UnitId id) {
        return turn.equals(id.turn()) && generation == id.generation();
    }

    String turn() {
        return turn;
    }

    int generation() {
        return generation;
    }

    int nextSegment() {
        return nextSegment;
    }

    /** Samples spoken so far: pts of what comes next. */
    long samples() {
        return samples;
    }

    long computeMillis() {
        return computeMillis;
    }

    /** Nothing more of this turn is to be said: it is complete, cut or failed. */
    boolean over() {
        return over;
    }

    void spoken(long moreSamples, long moreComputeMillis) {
        nextSegment++;
        samples += moreSamples;
        computeMillis += moreComputeMillis;
    }

    void end() {
        over = true;
    }
}
