package io.talkmatrix.runtime;

import io.talkmatrix.schemas.RecordHeaders;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long one record was on its way, in microseconds since the epoch. Writer and reader are compared by their wall
 * clocks: exact on one host, else as exact as those agree.
 *
 * @param sentMicros when its writer handed it over for sending; the record's own time, in whole milliseconds, if the
 *     writer did not say
 * @param arrivedMicros when its reader had it decoded
 */
record Hop(long sentMicros, long arrivedMicros) {

    private static final long MICROS = 1_000;

    static Hop of(ConsumerRecord<?, ?> record, Clock clock) {
        long arrived = nowMicros(clock);
        return new Hop(RecordHeaders.sentMicros(record.headers()).orElse(record.timestamp() * MICROS), arrived);
    }

    static long nowMicros(Clock clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** From sending to arrival in milliseconds; clocks that disagree make it 0, not negative. */
    double brokerMillis() {
        return Math.max(0, arrivedMicros - sentMicros) / (double) MICROS;
    }

    /** From arrival to {@code micros} in milliseconds. */
    double queueMillis(long micros) {
        return Math.max(0, micros - arrivedMicros) / (double) MICROS;
    }
}
