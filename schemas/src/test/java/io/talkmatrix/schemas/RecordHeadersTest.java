package io.talkmatrix.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHeadersTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();

    @Test
    void theEpochComesBackAndTheLastOneWritten() {
        RecordHeaders.writeEpoch(headers, 7);
        RecordHeaders.writeEpoch(headers, Long.MAX_VALUE);

        assertThat(RecordHeaders.epoch(headers)).hasValue(Long.MAX_VALUE);
        assertThat(headers.toArray()).hasSize(1);
    }

    @Test
    void aRecordFromOutsideHasNoEpochNoMarkerAndNoTrace() {
        assertThat(RecordHeaders.epoch(headers)).isEmpty();
        assertThat(RecordHeaders.isTakeover(headers)).isFalse();
        assertThat(RecordHeaders.traceparent(headers)).isEmpty();
    }

    @Test
    void aTakeoverIsAMarkerWithAnEpoch() {
        RecordHeaders.writeTakeover(headers, 12);

        assertThat(RecordHeaders.isTakeover(headers)).isTrue();
        assertThat(RecordHeaders.epoch(headers)).hasValue(12);
    }

    @Test
    void anEpochOfTheWrongSizeIsABadRecord() {
        headers.add(RecordHeaders.EPOCH, new byte[3]);

        assertThatThrownBy(() -> RecordHeaders.epoch(headers))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("tm-epoch")
                .hasMessageContaining("3");
    }

    @Test
    void theTraceIsCarriedThrough() {
        RecordHeaders.writeTraceparent(headers, TRACE);

        assertThat(RecordHeaders.traceparent(headers)).contains(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
            })
    void aMalformedTraceIsNone(String text) {
        headers.add(RecordHeaders.TRACEPARENT, text.getBytes(StandardCharsets.US_ASCII));

        assertThat(RecordHeaders.traceparent(headers)).isEmpty();
    }
}
