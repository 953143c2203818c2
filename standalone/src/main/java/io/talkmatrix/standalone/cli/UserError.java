package io.talkmatrix.standalone.cli;

/** Something the user can mend. The message is all they need to see; the exit code follows sysexits(3). */
public class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Exit codes, by what is wrong. */
    public enum Kind {
        /** The turn ran but failed. */
        FAILED(1),
        /** A given file is not what it should be. */
        BAD_DATA(65),
        /** A given file is not there. */
        NO_INPUT(66),
        /** A model, network or service is missing. */
        UNAVAILABLE(69),
        /** An output cannot be made. */
        CANNOT_CREATE(73),
        /** The machine refused: disk, port, memory. */
        SYSTEM(74),
        /** A setting is wrong. */
        CONFIG(78);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    private final Kind kind;

    public UserError(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public UserError(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
