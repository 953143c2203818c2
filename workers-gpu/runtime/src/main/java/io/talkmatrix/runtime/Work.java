package io.talkmatrix.runtime;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One input on its way through a room.
 *
 * @param entry its place in the partition's watermark
 * @param event the decoded value
 * @param record as it was read, for a dead letter
 * @param hop how long it was on its way here
 * @param <I> kind of event
 */
record Work<I extends Event>(Watermark.Entry entry, I event, ConsumerRecord<byte[], byte[]> record, Hop hop) {

    private record Piece(String stream, long seq) {}

    /** Equal for the same input written twice; null for kinds of events that have no identity. */
    Object identity() {
        if (event instanceof TurnUnit unit) {
            return unit.id();
        }
        return event instanceof AudioChunk chunk ? new Piece(chunk.stream(), chunk.seq()) : null;
    }

    /** The turn the input belongs to, empty if it is not known. */
    String turn() {
        return event instanceof TurnUnit unit ? unit.id().turn() : "";
    }

    int generation() {
        return event instanceof TurnUnit unit ? unit.id().generation() : 0;
    }

    int bytes() {
        return Math.max(0, record.serializedValueSize());
    }
}
