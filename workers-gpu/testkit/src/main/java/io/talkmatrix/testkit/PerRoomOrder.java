package io.talkmatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import java.util.List;

/** A room's units first appear in the order of its inputs, and within a turn in the order of segment and number. */
public record PerRoomOrder() implements Guarantee {
    @Override
    public <I extends Event, O extends TurnUnit> void check(Observed<I, O> observed) {
        observed.expected().forEach((room, expected) -> {
            List<UnitId> firsts = observed.identities(room).stream().distinct().toList();
            assertThat(firsts)
                    .as("order of %s", room)
                    .isSubsetOf(expected)
                    .isSortedAccordingTo((a, b) -> Integer.compare(expected.indexOf(a), expected.indexOf(b)));
        });
    }
}
