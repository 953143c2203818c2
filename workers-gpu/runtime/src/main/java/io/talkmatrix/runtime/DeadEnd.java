package io.talkmatrix.runtime;

import io.talkmatrix.runtime.EventProducer.Written;
import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.TurnEvent;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where inputs go that lead no further: dead letters, and STAGE_FAILED for the turns that end by it. */
final class DeadEnd<I extends Event> {

    private static final System.Logger LOG = System.getLogger(DeadEnd.class.getName());

    private final Stage<I> stage;
    private final EventProducer producer;
    private final RunnerMetrics metrics;
    private final Clock clock;

    DeadEnd(Stage<I> stage, EventProducer producer, RunnerMetrics metrics, Clock clock) {
        this.stage = stage;
        this.producer = producer;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * @param kind short name for the metric
     * @param reason what is wrong with the record
     * @param error null if there was none
     */
    CompletableFuture<Void> deadLetter(
            ConsumerRecord<byte[], byte[]> record, String kind, String reason, Throwable error) {
        metrics.deadLetter(kind);
        LOG.log(
                Level.WARNING,
                "{0}: {1}-{2} at {3} goes to the dead letters, {4}: {5}",
                stage.name(),
                record.topic(),
                record.partition(),
                Long.toString(record.offset()),
                kind,
                reason);
        List<DeadLetter.Header> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> new DeadLetter.Header(header.key(), header.value()))
                .toList();
        DeadLetter letter = new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                headers,
                stage.name(),
                kind + ": " + reason,
                error == null ? "" : error.getClass().getName(),
                clock.millis());
        return done(producer.send(letter));
    }

    /** The same for an input of a turn, which ends by it. */
    CompletableFuture<Void> deadLetter(Work<I> work, String kind, String reason, Throwable error) {
        CompletableFuture<Void> letter = deadLetter(work.record(), kind, reason, error);
        return work.turn().isEmpty() ? letter : letter.thenCombine(reportFailure(work, kind), (first, second) -> null);
    }

    CompletableFuture<Void> reportFailure(Work<I> work, String reason) {
        metrics.failures.increment();
        EngineInfo engine = stage.engine();
        return done(producer.send(
                Topics.TURN_EVENTS,
                new TurnEvent(
                        work.event().room(),
                        work.turn(),
                        work.generation(),
                        stage.name(),
                        TurnEvent.Milestone.STAGE_FAILED,
                        -1,
                        -1,
                        engine.engineAndModel(),
                        engine.deviceAndPrecision(),
                        "",
                        reason,
                        Map.of(),
                        clock.millis())));
    }

    private static CompletableFuture<Void> done(CompletableFuture<Written> written) {
        return written.thenApply(at -> null);
    }
}
