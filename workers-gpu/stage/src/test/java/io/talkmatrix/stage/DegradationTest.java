package io.talkmatrix.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DegradationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decoder.onnx runs on the CPU instead of cuda:0: CUDA failure 2: out of memory|device",
                "knowledge: shop.csv cannot be read|knowledge",
                "voice zf_xiaoni is not loaded, hibari speaks with its default voice|not-loaded",
                "engine hibari does not speak zh here, kokoro does|not-loaded",
                "warp draws instead of wav2lip: no weights|not-loaded",
                "the voice engine kokoro/kokoro-82m failed again and again and is left alone for now|left-alone",
                "the chat model wrote nothing for 8000 ms|late",
                "the chat model was too slow|late",
                "smollm2 was busy for 3000 ms|busy",
                "the voice engine hibari/hibari failed: IllegalStateException|failed",
                "smollm2 strayed into another language|failed",
                "begun by another worker, which answered otherwise|taken-over",
                "for a reason nobody thought of|other",
            })
    void aReasonForPeopleHasItsKind(String reason, String label) {
        assertThat(Degradation.of(reason).iterator().next().label()).isEqualTo(label);
    }

    @Test
    void severalReasonsHaveTheirKindsAndNoneHasNone() {
        assertThat(Degradation.of(Degradation.join("knowledge: gone", "the chat model was too slow")))
                .containsExactlyInAnyOrder(Degradation.KNOWLEDGE, Degradation.LATE);
        assertThat(Degradation.of(Degradation.join("", ""))).isEmpty();
        assertThat(Degradation.join("", "one")).isEqualTo("one");
    }
}
