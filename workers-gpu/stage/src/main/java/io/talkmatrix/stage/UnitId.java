package io.talkmatrix.stage;

import java.util.Objects;

/**
 * Identity of one unit of a turn. Equal identity means the same work, however often it is redone; readers drop
 * duplicates by it.
 *
 * @param room room id
 * @param turn turn id, a UUIDv7 made by {@link TurnIds}
 * @param generation raised by each CUT; older generations are stale
 * @param segment number of the reply segment within the turn, from 0
 * @param seq number of the unit within the segment, from 0
 */
public record UnitId(String room, String turn, int generation, int segment, int seq) {

    public UnitId {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(turn, "turn");
        if (generation < 0 || segment < 0 || seq < 0) {
            throw new IllegalArgumentException(
                    "generation, segment and seq are counted from 0: " + generation + ", " + segment + ", " + seq);
        }
    }

    public UnitId withSeq(int newSeq) {
        return new UnitId(room, turn, generation, segment, newSeq);
    }

    public UnitId withGeneration(int newGeneration) {
        return new UnitId(room, turn, newGeneration, segment, seq);
    }

    public UnitId at(int newSegment, int newSeq) {
        return new UnitId(room, turn, generation, newSegment, newSeq);
    }
}
