package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceparentTest {

    private static final String TURN = "0191e7a0-1234-7abc-8def-0123456789ab";

    @Test
    void outputKeepsTraceAndFlagsOfItsInputAndHasASpanOfItsOwn() {
        String input = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

        assertThat(Traceparent.of(input, TURN, () -> 0xabcL))
                .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000abc-00");
    }

    @Test
    void traceOfATurnWithoutOneIsItsId() {
        assertThat(Traceparent.of(null, TURN, () -> 1))
                .isEqualTo("00-0191e7a012347abc8def0123456789ab-0000000000000001-01");
    }

    @Test
    void malformedTraceCountsAsNone() {
        assertThat(Traceparent.of("00-xyz", TURN, () -> 1)).contains("0191e7a012347abc8def0123456789ab");
    }

    @Test
    void spanIsNeverZeroWhichW3cForbids() {
        assertThat(Traceparent.of(null, "", () -> 0))
                .isEqualTo("00-00000000000000010000000000000001-0000000000000001-01");
    }
}
