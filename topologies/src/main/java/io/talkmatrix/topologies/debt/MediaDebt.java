package io.talkmatrix.topologies.debt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each stage owes, over all rooms that are watched in this process. As metrics with the tag {@code stage}: {@code
 * talkmatrix.debt.owed} (seconds), {@code talkmatrix.debt.oldest} (seconds) and {@code talkmatrix.debt.turns}. Safe for use from
 * any thread.
 */
public final class MediaDebt {

    /**
     * What a stage owes, for whoever scales it.
     *
     * @param owedSeconds seconds of media
     * @param oldestSeconds age of the oldest of it
     * @param turns how many turns it is; of the listeners, how many partitions
     */
    public record Reading(double owedSeconds, double oldestSeconds, int turns) {}

    private final Map<String, Map<DebtStage, Owed>> parts = new ConcurrentHashMap<>();
    private final Clock clock;

    /** @param meters where the metrics are registered */
    public MediaDebt(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        for (DebtStage stage : DebtStage.values()) {
            Gauge.builder("talkmatrix.debt.owed", () -> owed(stage).seconds())
                    .description("Media that a stage was asked for and has not made")
                    .baseUnit("seconds")
                    .tag("stage", stage.id())
                    .register(meters);
            Gauge.builder("talkmatrix.debt.oldest", () -> owed(stage).oldestSeconds(clock.millis()))
                    .description("Age of the oldest of it")
                    .baseUnit("seconds")
                    .tag("stage", stage.id())
                    .register(meters);
            Gauge.builder("talkmatrix.debt.turns", () -> owed(stage).turns())
                    .description("How many turns it is")
                    .tag("stage", stage.id())
                    .register(meters);
        }
    }

    /** All stages in the order of the flow, by id. */
    public Map<String, Reading> read() {
        long now = clock.millis();
        Map<String, Reading> all = new LinkedHashMap<>();
        for (DebtStage stage : DebtStage.values()) {
            Owed owed = owed(stage);
            all.put(stage.id(), new Reading(owed.seconds(), owed.oldestSeconds(now), owed.turns()));
        }
        return all;
    }

    /** True while somebody watches: else nothing is known, which is not the same as nothing owed. */
    public boolean watched() {
        return !parts.isEmpty();
    }

    Owed owed(DebtStage stage) {
        return parts.values().stream()
                .map(part -> part.getOrDefault(stage, Owed.NOTHING))
                .reduce(Owed.NOTHING, Owed::plus);
    }

    /** @param part which rooms these are, for example a task of the topology */
    void set(String part, Map<DebtStage, Owed> owed) {
        parts.put(part, owed.isEmpty() ? Map.of() : new EnumMap<>(owed));
    }

    void remove(String part) {
        parts.remove(part);
    }
}
