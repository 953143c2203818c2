package io.talkmatrix.stage;

/** A stage's output: one unit of work inside a turn, with an identity that stays the same when the work is redone. */
public sealed interface TurnUnit extends Event permits Utterance, ReplySegment, SpeechChunk, FrameGroup {

    UnitId id();

    /** Why this was made in a lesser way than configured (another engine, another device), or an empty string. */
    String degraded();

    /** The same, made in a lesser way for this reason. */
    TurnUnit withDegraded(String reason);

    @Override
    default String room() {
        return id().room();
    }
}
