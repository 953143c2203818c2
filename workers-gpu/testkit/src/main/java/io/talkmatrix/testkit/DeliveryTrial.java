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
        KILL,
        /** Orderly, after its successor has joined the group: partitions move while both live. */
        HAND_OVER
    }

    /**
     * @param inputs of each room; rooms of this trial alone
     * @param events of each room that the first worker handles before it gets stuck and is stopped
     */
    public Observed<I, O> run(Map<String, List<I>> inputs, int events, Stop stop) {
        StageRunner<I> first = runner(new StallingStage<>(stages.get(), events));
        first.start();
        inputs.values().stream().flatMap(List::stream).forEach(event -> kafka.send(in, event));
        inputs.forEach((room, all) -> awaitOutputs(room, expected(all.subList(0, events))));
        Map<String, List<UnitId>> due = new HashMap<>();
        inputs.forEach((room, all) -> due.put(room, expected(all)));
        try (StageRunner<I> second = runner(stages.get())) {
            switch (stop) {
                case CLOSE -> {
                    first.close();
                    second.start();
                }
                case KILL -> {
                    first.kill();
                    second.start();
                }
                case HAND_OVER -> {
                    second.start();
                    first.close();
                }
            }
            due.forEach(this::awaitOutputs);
        }
        Map<String, List<O>> outputs = new HashMap<>();
        inputs.keySet().forEach(room -> outputs.put(room, kafka.read(out, room)));
        return new Observed<>(inputs, due, outputs);
    }

    private List<UnitId> expected(List<I> events) {
        return events.stream().flatMap(event -> expected.apply(event).stream()).toList();
    }

    private void awaitOutputs(String room, List<UnitId> ids) {
        kafka.await(out, room, units -> hasAll(units, ids));
    }

    private static <O extends TurnUnit> boolean hasAll(List<Received<O>> units, List<UnitId> ids) {
        return units.stream().map(unit -> unit.event().id()).toList().containsAll(ids);
    }

    private StageRunner<I> runner(Stage<I> stage) {
        return new StageRunner<>(stage, in, out, settings, kafka.context());
    }
}
