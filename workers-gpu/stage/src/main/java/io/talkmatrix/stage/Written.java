package io.talkmatrix.stage;

import java.util.Optional;

/**
 * A unit of a turn that was published by whoever served its room before, without its sound or pictures: where a successor
 * goes on.
 *
 * @param id of the unit
 * @param fromSamples where it begins in the turn, in samples at {@link SpeechChunk#SAMPLE_RATE_HZ}; 0 for words
 * @param toSamples where it ends; 0 for words
 * @param lastOfSegment nothing of its segment follows; never true of pictures, whose groups do not say so
 * @param lastOfTurn nothing of its turn follows
 * @param words the whole unit if it is a reply's
 */
public record Written(
        UnitId id,
        long fromSamples,
        long toSamples,
        boolean lastOfSegment,
        boolean lastOfTurn,
        Optional<ReplySegment> words) {

    /** What is to be known of a unit. */
    public static Written of(TurnUnit unit) {
        if (unit instanceof ReplySegment segment) {
            return new Written(segment.id(), 0, 0, true, segment.last(), Optional.of(segment));
        }
        if (unit instanceof SpeechChunk chunk) {
            return new Written(
                    chunk.id(),
                    chunk.ptsSamples(),
                    chunk.endSamples(),
                    chunk.lastOfSegment(),
                    chunk.lastOfTurn(),
                    Optional.empty());
        }
        if (unit instanceof FrameGroup group) {
            long end = group.framePtsSamples(group.frames().size());
            return new Written(group.id(), group.ptsSamples(), end, false, group.lastOfTurn(), Optional.empty());
        }
        return new Written(unit.id(), 0, 0, false, false, Optional.empty());
    }
}
