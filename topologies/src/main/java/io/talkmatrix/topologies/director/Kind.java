package io.talkmatrix.topologies.director;

/** Why the director opens a turn. */
enum Kind {
    /** A comment that is answered. */
    COMMENT(20),
    /** A comment that an operator wants answered. */
    ASKED(900),
    /** Thanks for gifts. */
    GIFTS(24),
    /** Thanks to who followed. */
    FOLLOWED(18),
    /** A greeting to who entered. */
    WELCOME(16),
    /** What an operator wants said, word for word. */
    SAY(999),
    /** The next sentence of the room's script. */
    SCRIPT(10),
    /** A line that bridges silence. */
    IDLE(5);

    /** A question comes before other comments. */
    static final int QUESTION = 22;

    private final int priority;

    Kind(int priority) {
        this.priority = priority;
    }

    int priority() {
        return priority;
    }

    /** True if its words are said as they are, false if they are answered. */
    boolean verbatim() {
        return this != COMMENT && this != ASKED;
    }

    /** An active turn of less is cut for it. */
    int cutsBelow() {
        return this == SAY ? SAY.priority : 0;
    }

    /** Thanks and greetings: several people in one turn. */
    boolean gathers() {
        return this == GIFTS || this == FOLLOWED || this == WELCOME;
    }
}
