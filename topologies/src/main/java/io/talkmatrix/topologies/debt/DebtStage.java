package io.talkmatrix.topologies.debt;

import java.util.Locale;

/** The stages that can owe something, in the order of the flow. */
public enum DebtStage {
    /** Sound in {@code audio.in} that was not heard yet. */
    ASR,
    /** Answers that were started and of which not one clause is published. */
    REPLY,
    /** Clauses that are published and not spoken to their end. */
    TTS,
    /** Speech that is published and not drawn to its segment's end. */
    FACE;

    /** As in consumer groups and metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
