package io.talkmatrix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.DeviceLadder.Step;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeviceLadderTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long now = 7 * SECOND;
    private final DeviceLadder ladder = new DeviceLadder(() -> now);

    @Test
    void runsGoToTheDeviceUntilItIsLost() {
        assertThat(ladder.next()).isEqualTo(Step.DEVICE);
        ladder.lost("CUDA failure 2: out of memory");
        assertThat(ladder.next()).isEqualTo(Step.CPU);
        assertThat(ladder.reason()).isEqualTo("CUDA failure 2: out of memory");
    }

    @Test
    void aLostDeviceIsOpenedOnceItsTimeIsOverAndNotAMomentBefore() {
        ladder.lost("gone");
        now += 15 * SECOND - 1;
        assertThat(ladder.opensNow()).isFalse();
        now += 1;
        assertThat(ladder.opensNow()).isTrue();
        assertThat(ladder.opensNow()).isFalse();
        assertThat(ladder.next()).isEqualTo(Step.CPU);
    }

    @Test
    void oneRunTriesAndTheOthersFollowIfItSucceeds() {
        opened();
        assertThat(ladder.next()).isEqualTo(Step.TRIAL);
        assertThat(ladder.next()).isEqualTo(Step.CPU);
        ladder.trialSucceeded();
        assertThat(ladder.next()).isEqualTo(Step.DEVICE);
        assertThat(ladder.reason()).isEmpty();
    }

    @Test
    void eachFailureDoublesTheWaitUpToTenMinutes() {
        ladder.lost("gone");
        long wait = 15;
        for (int failures = 0; failures < 8; failures++) {
            now += wait * SECOND - 1;
            assertThat(ladder.opensNow()).isFalse();
            now += 1;
            assertThat(ladder.opensNow()).isTrue();
            if (failures % 2 == 0) {
                ladder.notOpened("still gone");
            } else {
                ladder.opened();
                assertThat(ladder.next()).isEqualTo(Step.TRIAL);
                ladder.trialFailed("still gone");
            }
            assertThat(ladder.next()).isEqualTo(Step.CPU);
            assertThat(ladder.reason()).isEqualTo("still gone");
            wait = Math.min(wait * 2, 600);
        }
    }

    @Test
    void aDeviceThatCameBackAndIsLostAgainIsTriedSoon() {
        ladder.lost("gone");
        now += 15 * SECOND;
        assertThat(ladder.opensNow()).isTrue();
        ladder.notOpened("still gone");
        now += 30 * SECOND;
        assertThat(ladder.opensNow()).isTrue();
        ladder.opened();
        ladder.next();
        ladder.trialSucceeded();
        ladder.lost("gone again");
        now += 15 * SECOND;
        assertThat(ladder.opensNow()).isTrue();
    }

    @Test
    void aTrialThatSaysNothingLeavesTheNextRunToTry() {
        opened();
        assertThat(ladder.next()).isEqualTo(Step.TRIAL);
        ladder.trialAbandoned();
        assertThat(ladder.next()).isEqualTo(Step.TRIAL);
    }

    @Test
    void whatWasNotAskedForIsRefused() {
        assertThatThrownBy(ladder::trialSucceeded).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ladder::opened).isInstanceOf(IllegalStateException.class);
    }

    private void opened() {
        ladder.lost("gone");
        now += 15 * SECOND;
        assertThat(ladder.opensNow()).isTrue();
        ladder.opened();
    }
}
