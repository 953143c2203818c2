/**
 * The ports every stage is written against: the events as records, identity, cancellation, visemes, and the {@link
 * io.talkmatrix.stage.Stage} itself. Read by every stage, by the runtime and by the codec in {@code schemas}. It must
 * not see Kafka, Avro, Quarkus or any model.
 */
package io.talkmatrix.stage;
