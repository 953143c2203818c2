package io.talkmatrix.runtime;

import io.talkmatrix.runtime.EventProducer.Written;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnUnit;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Becoming the owner of partitions: a TAKEOVER marker with the epoch of this assignment goes into each output partition,
 * and the output is read back up to it, beginning where the commit's metadata says, so that nothing already published is
 * published again. Readers drop records of a lower epoch behind the marker: a paused old owner cannot talk in between.
 */
final class Takeover<I extends Event> {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Pattern METADATA = Pattern.compile("out=(\\d+)(?:,fence=(\\d+))?");

    private final RunnerContext context;
    private final EventProducer producer;
    private final Topic<? extends TurnUnit> out;

    Takeover(RunnerContext context, EventProducer producer, Topic<? extends TurnUnit> out) {
        this.context = context;
        this.producer = producer;
        this.out = out;
    }

    /** What is put into a commit so that a successor knows where to begin to read back and whom not to hear. */
    static String metadata(Watermark.Position position) {
        return "out=" + position.outputOffset() + ",fence=" + position.fence();
    }

    /** The output offset in a commit's metadata; 0, the oldest there is, if a commit carries none. */
    static long outputOffset(OffsetAndMetadata committed) {
        Matcher metadata = METADATA.matcher(committed == null ? "" : committed.metadata());
        return metadata.matches() ? Long.parseLong(metadata.group(1)) : 0;
    }

    /** The fence in a commit's metadata; 0, which hears everybody, if a commit carries none. */
    static long fence(OffsetAndMetadata committed) {
        Matcher metadata = METADATA.matcher(committed == null ? "" : committed.metadata());
        return metadata.matches() && metadata.group(2) != null ? Long.parseLong(metadata.group(2)) : 0;
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
        Map<Integer, CompletableFuture<Written>> markers = new HashMap<>();
        assigned.forEach(place -> markers.put(place.partition(), producer.takeover(out, place.partition(), epoch)));
        Map<Integer, Published.Range> ranges = new HashMap<>();
        for (TopicPartition place : assigned) {
            long marker = offset(place.partition(), markers.get(place.partition()));
            ranges.put(place.partition(), new Published.Range(outputOffset(committed.get(place)), marker));
        }
        Map<Integer, Published> published = Published.read(context.kafka(), context.registry(), out, ranges, DEADLINE);
        return assigned.stream()
                .map(place -> {
                    int number = place.partition();
                    Published.Range range = ranges.get(number);
                    Watermark watermark = new Watermark(
                            consumer.position(place, DEADLINE),
                            range.end() + 1,
                            fence(committed.get(place)),
                            ends.get(place),
                            range.from());
                    return new Part<I>(place, epoch, watermark, published.get(number), ends.get(place));
                })
                .toList();
    }

    private long offset(int partition, CompletableFuture<Written> marker) {
        try {
            return marker.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS).offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("no takeover of " + out.name() + "-" + partition + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
