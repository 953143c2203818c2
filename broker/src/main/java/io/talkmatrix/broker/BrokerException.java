package io.talkmatrix.broker;

/** The broker could not start or has failed; the message says what to do. */
public sealed class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A port that was asked for is in use. */
    public static final class PortTaken extends BrokerException {

        private static final long serialVersionUID = 1L;

        public PortTaken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Another process, or another broker of this one, holds the data folder. */
    public static final class FolderInUse extends BrokerException {

        private static final long serialVersionUID = 1L;

        public FolderInUse(String message) {
            super(message);
        }
    }

    /** The disk of the data folder is, or has become, too full. */
    public static final class DiskFull extends BrokerException {

        private static final long serialVersionUID = 1L;

        public DiskFull(String message) {
            super(message);
        }
    }
}
