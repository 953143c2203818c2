package io.talkmatrix.console.rtc;

/** A peer that is not served, with what it is told. */
public final class RtcRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the peer can do about it. */
    public enum Why {
        /** Mend the offer. */
        OFFER(400),
        /** Ask for a room that is there. */
        ROOM(404),
        /** Come back when others left. */
        FULL(429),
        /** Come back later. */
        UNAVAILABLE(503);

        private final int status;

        Why(int status) {
            this.status = status;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }

        /** The reason behind an HTTP status; {@link #UNAVAILABLE} for any that none of them has. */
        static Why of(int status) {
            for (Why why : values()) {
                if (why.status == status) {
                    return why;
                }
            }
            return UNAVAILABLE;
        }
    }

    private final Why why;

    public RtcRefusedException(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
