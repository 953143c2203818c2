package io.talkmatrix.topologies.debt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ListeningLagTest {

    private final ListeningLag lag = new ListeningLag();

    @Test
    void soundIsOwedSinceItsOldestChunkThatIsNotHeardWasSeen() {
        lag.look(Map.of(0, 10L), Map.of(0, 10L), 1_000);
        lag.look(Map.of(0, 20L), Map.of(0, 10L), 2_000);
        lag.look(Map.of(0, 30L), Map.of(0, 10L), 3_000);

        assertThat(lag.look(Map.of(0, 40L), Map.of(0, 25L), 4_000)).isEqualTo(new Owed(1.5, 3_000, 1));
    }

    @Test
    void partitionsAreAddedUp() {
        lag.look(Map.of(0, 0L, 1, 0L), Map.of(), 1_000);

        assertThat(lag.look(Map.of(0, 10L, 1, 30L), Map.of(0, 0L, 1, 0L), 2_000))
                .isEqualTo(new Owed(4, 2_000, 2));
    }

    @Test
    void nothingIsOwedWhereAllIsHeard() {
        assertThat(lag.look(Map.of(0, 10L), Map.of(0, 10L), 1_000)).isEqualTo(Owed.NOTHING);
    }

    @Test
    void anHourOfSilentListenersIsRemembered() {
        for (int second = 0; second < 2 * ListeningLag.MOST_SIGHTS; second++) {
            lag.look(Map.of(0, 10L * (second + 1)), Map.of(0, 0L), 1_000L * second);
        }
        long now = 1_000L * 2 * ListeningLag.MOST_SIGHTS;

        Owed owed = lag.look(Map.of(0, 20L * ListeningLag.MOST_SIGHTS), Map.of(0, 0L), now);

        assertThat(owed.oldestSeconds(now)).isEqualTo(ListeningLag.MOST_SIGHTS);
        assertThat(owed.seconds()).isEqualTo(2.0 * ListeningLag.MOST_SIGHTS);
    }
}
