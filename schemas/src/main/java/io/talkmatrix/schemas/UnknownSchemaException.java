package io.talkmatrix.schemas;

/** The registry answered that it does not know the schema id a record names. The record goes to the dead letters. */
public class UnknownSchemaException extends BadRecordException {

    private static final long serialVersionUID = 1L;

    private final int schemaId;

    public UnknownSchemaException(String message, int schemaId) {
        super(message);
        this.schemaId = schemaId;
    }

    public int schemaId() {
        return schemaId;
    }
}
