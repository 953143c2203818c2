package io.talkmatrix.topologies.debt;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediaDebtTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MediaDebt debt = new MediaDebt(meters, Clock.fixed(Instant.ofEpochMilli(10_000), ZoneOffset.UTC));

    @Test
    void metricsAndReadingsAreTheSumOfAllTasks() {
        debt.set("0_0", Map.of(DebtStage.TTS, new Owed(2, 9_000, 1)));
        debt.set("0_1", Map.of(DebtStage.TTS, new Owed(3, 8_000, 2)));

        assertThat(debt.read())
                .containsEntry("tts", new MediaDebt.Reading(5, 2, 3))
                .containsEntry("face", new MediaDebt.Reading(0, 0, 0));
        assertThat(gauge("talkmatrix.debt.owed")).isEqualTo(5);
        assertThat(gauge("talkmatrix.debt.oldest")).isEqualTo(2);
        assertThat(gauge("talkmatrix.debt.turns")).isEqualTo(3);
    }

    @Test
    void roomsThatMovedElsewhereAreNotCountedHere() {
        debt.set("0_0", Map.of(DebtStage.TTS, new Owed(2, 9_000, 1)));
        debt.remove("0_0");

        assertThat(gauge("talkmatrix.debt.owed")).isZero();
        assertThat(debt.watched()).isFalse();
    }

    private double gauge(String name) {
        return meters.get(name).tag("stage", "tts").gauge().value();
    }
}
