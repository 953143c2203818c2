package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.schemas.RecordHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class HopTest {

    private static final long AT_MICROS = 1_750_000_000_000_000L;
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(AT_MICROS / 1_000_000, 2_345_000), ZoneOffset.UTC);

    private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, 0, null, null);

    @Test
    void hopCountsFromTheMicrosecondTheWriterNamed() {
        RecordHeaders.writeSent(record.headers(), AT_MICROS + 1_000);

        Hop hop = Hop.of(record, CLOCK);

        assertThat(hop.brokerMillis()).isEqualTo(1.345);
        assertThat(hop.queueMillis(AT_MICROS + 2_400)).isEqualTo(0.055);
    }

    @Test
    void clocksThatDisagreeMakeNoNegativeHop() {
        RecordHeaders.writeSent(record.headers(), AT_MICROS + 9_000);

        assertThat(Hop.of(record, CLOCK).brokerMillis()).isZero();
    }

    @Test
    void recordOfAnotherWriterCountsFromItsOwnTime() {
        ConsumerRecord<byte[], byte[]> foreign = new ConsumerRecord<>(
                "t",
                0,
                0,
                AT_MICROS / 1_000,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                Optional.empty());

        assertThat(Hop.of(foreign, CLOCK).brokerMillis()).isEqualTo(2.345);
    }
}
