package io.talkmatrix.reply;

/** A sentence could not be embedded. The message names the model, never a viewer's words. */
public class EmbeddingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddingException(String message, Throwable cause) {
        super(message, cause);
    }
}
