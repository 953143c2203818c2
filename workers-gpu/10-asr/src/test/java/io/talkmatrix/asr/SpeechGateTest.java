package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeechGateTest {

    private static final int HOP = 512;

    private final SpeechGate gate = new SpeechGate(SpeechGate.samples(100));

    @Test
    void aBlipIsNoSpeech() {
        hear(0.9f, 3);
        hear(0.0f, 10);
        assertThat(gate.open()).isFalse();
    }

    @Test
    void speechBeginsWhereTheVoiceBegan() {
        hear(0.1f, 5);
        hear(0.9f, 4);
        assertThat(gate.open()).isTrue();
        assertThat(gate.start()).isEqualTo(5 * HOP);
        assertThat(gate.end()).isEqualTo(9 * HOP);
        assertThat(gate.silence()).isZero();
    }

    @Test
    void betweenTheThresholdsNothingChanges() {
        hear(0.4f, 10);
        assertThat(gate.open()).isFalse();
        hear(0.6f, 4);
        hear(0.4f, 4);
        assertThat(gate.silence()).isZero();
        hear(0.3f, 2);
        assertThat(gate.silence()).isEqualTo(2 * HOP);
    }

    @Test
    void afterItIsClosedTheNextVoiceBeginsAnewOne() {
        hear(0.9f, 5);
        gate.close();
        hear(0.0f, 5);
        hear(0.9f, 5);
        assertThat(gate.start()).isEqualTo(10 * HOP);
    }

    private void hear(float probability, int hops) {
        for (int i = 0; i < hops; i++) {
            gate.accept(probability, HOP);
        }
    }
}
