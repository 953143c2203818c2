package io.talkmatrix.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.talkmatrix.stage.Degradation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a runner counts, under {@code talkmatrix.*} with the tag {@code stage}. Safe for use from any thread. */
final class RunnerMetrics {

    private static final String STAGE = "stage";

    final Counter recordsIn;
    final Counter recordsOut;
    final Counter duplicatesIn;
    final Counter duplicatesOut;
    final Counter stale;
    final Counter fenced;
    final Counter failures;
    final AtomicLong queuedRecords = new AtomicLong();
    final AtomicLong queuedBytes = new AtomicLong();
    final AtomicLong lagRecords = new AtomicLong();
    private final Map<Degradation, Counter> degraded;
    private final Timer handle;
    private final Timer hop;
    private final Timer broker;
    private final Timer queue;
    private final MeterRegistry meters;
    private final String stage;

    RunnerMetrics(MeterRegistry meters, String stage) {
        this.meters = meters;
        this.stage = stage;
        recordsIn = meters.counter("talkmatrix.records.in", STAGE, stage);
        recordsOut = meters.counter("talkmatrix.records.out", STAGE, stage);
        duplicatesIn = meters.counter("talkmatrix.duplicates.in", STAGE, stage);
        duplicatesOut = meters.counter("talkmatrix.duplicates.out", STAGE, stage);
        stale = meters.counter("talkmatrix.stale", STAGE, stage);
        fenced = meters.counter("talkmatrix.fenced", STAGE, stage);
        failures = meters.counter("talkmatrix.stage.failures", STAGE, stage);
        degraded = degradedCounters();
        handle = timer("talkmatrix.handle", "Time a stage took for one input");
        hop = timer(
                "talkmatrix.hop", "Time from writing a record to its handling, waiting in the room's queue included");
        broker = timer("talkmatrix.hop.broker", "Time from sending a record to its arrival, decoded");
        queue = timer("talkmatrix.hop.queue", "Time from a record's arrival to its handling");
        gauge("talkmatrix.queue.records", "Inputs waiting or being handled", queuedRecords);
        gauge("talkmatrix.queue.bytes", "Their size", queuedBytes);
        gauge("talkmatrix.lag.records", "Records written but not read yet", lagRecords);
    }

    void deadLetter(String reason) {
        meters.counter("talkmatrix.dead.letters", STAGE, stage, "reason", reason)
                .increment();
    }

    void degraded(Degradation kind) {
        degraded.get(kind).increment();
    }

    /** All of them at once: what a counter has when it is first seen is no increase to Prometheus. */
    private Map<Degradation, Counter> degradedCounters() {
        Map<Degradation, Counter> counters = new EnumMap<>(Degradation.class);
        for (Degradation kind : Degradation.values()) {
            counters.put(
                    kind,
                    Counter.builder("talkmatrix.degraded.turns")
                            .description(
                                    "Turns of which something was made in a lesser way than told, by kind of reason")
                            .tag(STAGE, stage)
                            .tag("reason", kind.label())
                            .register(meters));
        }
        return counters;
    }

    /** @param why all of the stage's work is done in a lesser way now; empty if it is not */
    void degradedNow(Supplier<String> why) {
        Gauge.builder("talkmatrix.degraded", () -> why.get().isEmpty() ? 0 : 1)
                .description("1 while all of the stage's work is done in a lesser way than told")
                .tag(STAGE, stage)
                .register(meters);
    }

    void arrived(double brokerMillis, double queueMillis) {
        broker.record(micros(brokerMillis), TimeUnit.MICROSECONDS);
        queue.record(micros(queueMillis), TimeUnit.MICROSECONDS);
        hop.record(micros(brokerMillis + queueMillis), TimeUnit.MICROSECONDS);
    }

    private static long micros(double millis) {
        return Math.round(millis * 1000);
    }

    void handled(long nanos) {
        handle.record(Duration.ofNanos(nanos));
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .tag(STAGE, stage)
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(meters);
    }

    private void gauge(String name, String description, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::get)
                .description(description)
                .tag(STAGE, stage)
                .register(meters);
    }
}
