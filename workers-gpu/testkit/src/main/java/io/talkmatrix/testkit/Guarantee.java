package io.talkmatrix.testkit;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnUnit;

/** A promise of delivery that any stage can be held to. */
public sealed interface Guarantee permits AtLeastOnce, PerRoomOrder, NoDuplicateIdentity {

    /** @throws AssertionError if it was broken */
    <I extends Event, O extends TurnUnit> void check(Observed<I, O> observed);
}
