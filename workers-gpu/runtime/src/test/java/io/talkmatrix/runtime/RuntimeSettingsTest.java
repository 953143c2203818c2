package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RuntimeSettingsTest {

    @Test
    void wrongValueIsNamedWithItsKeyAndRange() {
        RuntimeSettings d = RuntimeSettings.defaults();

        assertThatThrownBy(() -> new RuntimeSettings(
                        0,
                        d.roomQueueCap(),
                        d.maxInFlightBytes(),
                        d.maxUnacknowledged(),
                        d.seenPerRoom(),
                        d.commitInterval(),
                        d.maxHold(),
                        d.roomIdle(),
                        d.drain(),
                        d.sendTimeout(),
                        d.sessionTimeout(),
                        Duration.ofSeconds(1)))
                .hasMessage("runtime.threads is 0, allowed are 1 to 1024");
    }
}
