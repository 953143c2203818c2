package io.talkmatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnUnit;

/** Every input leads to all of its outputs, whatever happened to the worker meanwhile. */
public record AtLeastOnce() implements Guarantee {
    @Override
    public <I extends Event, O extends TurnUnit> void check(Observed<I, O> observed) {
        observed.expected().forEach((room, expected) -> assertThat(observed.identities(room))
                .as("outputs of %s", room)
                .containsAll(expected));
    }
}
