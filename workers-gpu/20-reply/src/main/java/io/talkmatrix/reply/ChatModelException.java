package io.talkmatrix.reply;

/** A chat model failed. The message names model and cause, never a viewer's words or a key. */
public class ChatModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChatModelException(String message) {
        super(message);
    }

    public ChatModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
