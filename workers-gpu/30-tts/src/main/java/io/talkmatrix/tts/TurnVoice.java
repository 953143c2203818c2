package io.talkmatrix.tts;

import io.talkmatrix.stage.UnitId;

/** What a session knows of the turn it speaks: how far it is. Not for use from two threads at once. */
final class TurnVoice {

    private final String turn;
    private final int generation;
    private int nextSegment;
    private long samples;
    private long computeMillis;
    private boolean over;

    TurnVoice(UnitId first) {
        this.turn = first.turn();
        this.generation = first.generation();
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
