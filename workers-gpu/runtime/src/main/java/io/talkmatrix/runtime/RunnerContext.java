package io.talkmatrix.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.schemas.RegistryClient;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * What the stages of one process share. The runner closes none of it.
 *
 * @param kafka where Kafka is
 * @param registry schema registry
 * @param tables the conductor's word and the rooms
 * @param meters where metrics go
 * @param clock wall clock
 * @param spanIds random ids for trace spans
 * @param place which of its stage's workers this process is, where the places are fixed: after a crash the next start
 *     takes the same place in the consumer groups at once, instead of waiting until the session of the dead one ends
 * @param degraded by the name of the stage, why all of its work is done in a lesser way now; empty if it is not
 */
public record RunnerContext(
        KafkaConnection kafka,
        RegistryClient registry,
        Tables tables,
        MeterRegistry meters,
        Clock clock,
        LongSupplier spanIds,
        OptionalInt place,
        UnaryOperator<String> degraded) {

    public static RunnerContext of(
            KafkaConnection kafka, RegistryClient registry, Tables tables, MeterRegistry meters) {
        LongSupplier spans = () -> ThreadLocalRandom.current().nextLong();
        return new RunnerContext(
                kafka, registry, tables, meters, Clock.systemUTC(), spans, OptionalInt.empty(), stage -> "");
    }

    /** @param number from 0; no other living process may have the same place */
    public RunnerContext atPlace(int number) {
        return new RunnerContext(kafka, registry, tables, meters, clock, spanIds, OptionalInt.of(number), degraded);
    }

    /** @param value see {@link #degraded} */
    public RunnerContext degradedAs(UnaryOperator<String> value) {
        return new RunnerContext(kafka, registry, tables, meters, clock, spanIds, place, value);
    }
}
