package io.talkmatrix.reply;

/** The model is not asked for the moment, see {@link GuardedChatModel}; the message says so to people. */
final class RestingModelException extends ChatModelException {

    private static final long serialVersionUID = 1L;

    RestingModelException(String message) {
        super(message);
    }
}
