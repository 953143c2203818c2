package io.talkmatrix.schemas;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry could not be reached, refused the request, or answered nonsense. It says nothing about a record:
 * the same call may work later, so nothing goes to the dead letters for it.
 */
public class RegistryException extends KafkaException {

    private static final long serialVersionUID = 1L;

    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
