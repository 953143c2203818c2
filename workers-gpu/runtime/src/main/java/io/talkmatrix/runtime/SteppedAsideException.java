package io.talkmatrix.runtime;

/** A turn that waits for its START gives the room to another one, which was started before it and lies behind it in line. */
final class SteppedAsideException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SteppedAsideException() {
        super("another turn was started first", null, false, false);
    }
}
