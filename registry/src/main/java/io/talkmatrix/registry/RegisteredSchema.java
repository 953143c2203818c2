package io.talkmatrix.registry;

/**
 * One version of a subject.
 *
 * @param subject subject
 * @param version from 1 within the subject
 * @param id from 1, the same for the same schema under any subject
 * @param schema Avro's JSON form, with docs
 * @param deleted softly: hidden, but its id still answers, and a permanent deletion may follow
 */
record RegisteredSchema(String subject, int version, int id, String schema, boolean deleted) {

    RegisteredSchema softlyDeleted() {
        return new RegisteredSchema(subject, version, id, schema, true);
    }
}
