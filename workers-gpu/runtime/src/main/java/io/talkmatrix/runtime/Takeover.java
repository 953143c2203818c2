package io.talkmatrix.runtime;

import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Becoming the owner of partitions: a TAKEOVER marker with the epoch of this assignment goes into each output partition,
 * and the output is read back up to it, beginning where the commit's metadata says, so that nothing already published is
 * published again. Readers drop records of a lower epoch behind the marker: a paused old owner cannot talk in between.
 */
final class Takeover<I extends Event> {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String OUTPUT = "out=";

    private final RunnerContext context;
    private final EventProducer producer;
    private final Topic<? extends TurnUnit> out;

    Takeover(RunnerContext context, EventProducer producer, Topic<? extends TurnUnit> out) {
        this.context = context;
        this.producer = producer;
        this.out = out;
    }

    /** What is put into a commit so that a successor knows where to begin to read back. */
    static String metadata(long outputOffset) {
        return OUTPUT + outputOffset;
    }

    /** The output offset in a commit's metadata; 0, the oldest there is, if a commit carries none. */
    static long outputOffset(OffsetAndMetadata committed) {
        if (committed == null || !committed.metadata().startsWith(OUTPUT)) {
            return 0;
        }
        return Long.parseLong(committed.metadata().substring(OUTPUT.length()));
    }

    /**
     * Takes over what was just assigned.
     *
     * @throws KafkaException if Kafka does not answer in time
     */
    List<Part<I>> of(KafkaConsumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        long epoch = consumer.groupMetadata().generationId();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(assigned), DEADLINE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(assigned, DEADLINE);
        List<Part<I>> parts = new ArrayList<>();
        for (TopicPartition partition : assigned) {
            long from = outputOffset(committed.get(partition));
            long marker = marker(partition.partition(), epoch);
            Published published = Published.read(
                    context.kafka(), context.registry(), out, partition.partition(), from, marker, DEADLINE);
            Watermark watermark = new Watermark(consumer.position(partition, DEADLINE), marker + 1);
            parts.add(new Part<>(partition.partition(), epoch, watermark, published, ends.get(partition)));
        }
        return parts;
    }

    private long marker(int partition, long epoch) {
        try {
            return producer.takeover(out, partition, epoch)
                    .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("no takeover of " + out.name() + "-" + partition + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
