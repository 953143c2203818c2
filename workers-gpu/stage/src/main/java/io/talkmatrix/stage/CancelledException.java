package io.talkmatrix.stage;

/** The turn was cut while it was worked on. Not an error; carries no stack. */
public class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("the turn was cut", null, false, false);
    }
}
