package io.talkmatrix.reply;

/** A knowledge file cannot be used. The message names the file, the line where known, and what to do. */
public class KnowledgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KnowledgeException(String message) {
        super(message);
    }

    public KnowledgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
