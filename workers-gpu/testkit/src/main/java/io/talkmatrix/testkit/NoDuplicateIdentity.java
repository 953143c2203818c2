package io.talkmatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnUnit;

/** No unit is published twice, even if its input was handled twice. */
public record NoDuplicateIdentity() implements Guarantee {
    @Override
    public <I extends Event, O extends TurnUnit> void check(Observed<I, O> observed) {
        observed.outputs().keySet().forEach(room -> assertThat(observed.identities(room))
                .as("outputs of %s", room)
                .doesNotHaveDuplicates());
    }
}
