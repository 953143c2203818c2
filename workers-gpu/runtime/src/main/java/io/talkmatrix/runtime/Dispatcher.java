package io.talkmatrix.runtime;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.RecordHeaders;
import io.talkmatrix.schemas.RegistryException;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.stage.Event;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Brings what was polled to the rooms, and what is no good to the dead letters. Used by the polling thread. */
final class Dispatcher<I extends Event> {

    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Runner<I> runner;
    private final Topic<I> in;
    private final EventDeserializer<I> deserializer;
    private final DeadEnd<I> deadEnd;
    private final Map<Integer, Part<I>> parts;
    private final int partitions;

    /**
     * @param parts what is assigned, by number of the partition
     * @param partitions how many partitions the topic has
     */
    Dispatcher(
            Runner<I> runner,
            Topic<I> in,
            EventDeserializer<I> deserializer,
            DeadEnd<I> deadEnd,
            Map<Integer, Part<I>> parts,
            int partitions) {
        this.runner = runner;
        this.in = in;
        this.deserializer = deserializer;
        this.deadEnd = deadEnd;
        this.parts = parts;
        this.partitions = partitions;
    }

    void dispatch(KafkaConsumer<?, ?> consumer, ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            Part<I> part = parts.get(partition.partition());
            if (part == null) {
                continue; // taken away meanwhile
            }
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                try {
                    dispatch(part, record);
                } catch (RegistryException e) {
                    LOG.log(Level.WARNING, "{0} waits for the schema registry: {1}", partition, e.getMessage());
                    consumer.seek(partition, record.offset());
                    break;
                }
            }
        }
    }

    private void dispatch(Part<I> part, ConsumerRecord<byte[], byte[]> record) {
        I event;
        String fault;
        try {
            if (markerOrFenced(part, record)) {
                part.watermark.done(part.watermark.read(record.offset()));
                return;
            }
            event = deserializer.deserialize(record.topic(), record.value());
            fault = fault(record, event);
        } catch (BadRecordException e) {
            bury(
                    part.watermark,
                    part.watermark.read(record.offset()),
                    deadEnd.deadLetter(record, "UNREADABLE", e.getMessage(), e));
            return;
        }
        Watermark.Entry entry = part.watermark.read(record.offset());
        runner.metrics().recordsIn.increment();
        if (fault != null) {
            bury(part.watermark, entry, deadEnd.deadLetter(record, "MISPLACED", fault, null));
            return;
        }
        Work<I> work = new Work<>(entry, event, record, Hop.of(record, runner.clock()));
        RoomLane<I> lane = part.lanes.computeIfAbsent(event.room(), room -> new RoomLane<>(runner, part, room));
        if (!lane.offer(work)) {
            String reason = "room " + event.room() + " has " + runner.settings().roomQueueCap() + " inputs waiting";
            bury(part.watermark, entry, deadEnd.deadLetter(work, "OVERLOAD", reason, null));
        }
    }

    private boolean markerOrFenced(Part<I> part, ConsumerRecord<byte[], byte[]> record) {
        OptionalLong epoch = RecordHeaders.epoch(record.headers());
        if (RecordHeaders.isTakeover(record.headers())) {
            part.watermark.fence(epoch.orElse(0));
            return true;
        }
        if (epoch.isPresent() && part.watermark.fenced(epoch.getAsLong())) {
            runner.metrics().fenced.increment();
            return true;
        }
        return false;
    }

    /** What is wrong with where the record lies, or null. */
    private String fault(ConsumerRecord<byte[], byte[]> record, I event) {
        if (event == null) {
            return in.name() + " has no records without a value";
        }
        if (record.key() == null) {
            return "it has no key, the key is the room id";
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!ROOM.matcher(key).matches()) {
            return "its key is no room id: 1 to 64 characters of A-Z a-z 0-9 . _ -";
        }
        if (!key.equals(event.room())) {
            return "its key is not the room of its value";
        }
        int right = Partitions.of(key, partitions);
        return right == record.partition() ? null : "room " + key + " belongs to partition " + right;
    }

    private void bury(Watermark watermark, Watermark.Entry entry, CompletableFuture<Void> letter) {
        letter.whenComplete((ok, error) -> {
            Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            if (cause == null || Failures.ofOneRecord(cause)) {
                watermark.done(entry);
            } else {
                runner.fail("a dead letter was not acknowledged", cause);
            }
        });
    }
}
