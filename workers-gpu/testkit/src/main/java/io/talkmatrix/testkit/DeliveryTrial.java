package io.talkmatrix.testkit;

import io.talkmatrix.runtime.Received;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a stage over several rooms, stops its worker midway, starts another one, and holds what came out to the {@link
 * Guarantee}s.
 *
 * @param kafka where it runs
 * @param stages makes the same stage anew for each worker
 * @param in what it reads
 * @param out what it writes
 * @param settings of both workers
 * @param expected identities an input must lead to, in order
 */
public record DeliveryTrial<I extends Event, O extends TurnUnit>(
        KafkaFixture kafka,
        Supplier<Stage<I>> stages,
        Topic<I> in,
        Topic<O> out,
        RuntimeSettings settings,
        Function<I, List<UnitId>> expected) {

    /** How the first worker ends. */
    public enum Stop {
        /** Orderly: drains and commits. */
        CLOSE,
        /** As a crash: nothing more is committed. */
        KILL
    }

    /**
     * @param inputs of each room; rooms of this trial alone
     * @param half outputs of the first room after which the first worker is stopped
     */
    public Observed<I, O> run(Map<String, List<I>> inputs, int half, Stop stop) {
        Map<String, List<UnitId>> due = new HashMap<>();
        inputs.forEach((room, events) -> due.put(
                room, events.stream().flatMap(e -> expected.apply(e).stream()).toList()));
        String first = inputs.keySet().iterator().next();
        StageRunner<I> before = runner();
        before.start();
        inputs.values().stream().flatMap(List::stream).forEach(event -> kafka.send(in, event));
        kafka.await(out, first, units -> units.size() >= half);
        if (stop == Stop.CLOSE) {
            before.close();
        } else {
            before.kill();
        }
        try (StageRunner<I> after = runner()) {
            after.start();
            due.forEach((room, ids) -> kafka.await(out, room, units -> hasAll(units, ids)));
        }
        Map<String, List<O>> outputs = new HashMap<>();
        inputs.keySet().forEach(room -> outputs.put(room, kafka.read(out, room)));
        return new Observed<>(inputs, due, outputs);
    }

    private static <O extends TurnUnit> boolean hasAll(List<Received<O>> units, List<UnitId> ids) {
        return units.stream().map(unit -> unit.event().id()).toList().containsAll(ids);
    }

    private StageRunner<I> runner() {
        return new StageRunner<>(stages.get(), in, out, settings, kafka.context());
    }
}
