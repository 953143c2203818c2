package io.talkmatrix.schemas;

import org.apache.kafka.common.KafkaException;

/** The topics on the cluster are not what the catalogue says, or could not be created. The message says what to do. */
public class TopicException extends KafkaException {

    private static final long serialVersionUID = 1L;

    public TopicException(String message) {
        super(message);
    }

    public TopicException(String message, Throwable cause) {
        super(message, cause);
    }
}
