package io.talkmatrix.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three kills of a real run, for what is counted; how long it takes is measured by the command alone. */
@Timeout(value = 900, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShortChaosTest {

    @TempDir
    Path folder;

    @Test
    void everyTurnEndsOnceAndNothingIsHeardTwiceOrElsewhere() throws Exception {
        Plan plan = new Plan(Optional.empty(), "", 3, 4, 5, false, Duration.ofMillis(500), folder);

        Report report = new Chaos(plan, System.err::println).run();

        assertThat(report.runs()).hasSize(3);
        assertThat(report.figure("turnsAccepted")).isGreaterThan(3 * 4);
        assertThat(report.figure("turnsEndedOnce")).isEqualTo(report.figure("turnsAccepted"));
        assertThat(report.figure("turnsEndedTwice")).isZero();
        assertThat(report.figure("crossedUnits")).isZero();
        assertThat(report.figure("staleUnits")).isZero();
        assertThat(report.figure("repeatedUnits")).isZero();
        assertThat(report.outcomes()).containsOnlyKeys("COMPLETED");
    }
}
