package io.talkmatrix.chaos;

import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.schemas.RecordHeaders;
import io.talkmatrix.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches what is written on {@code audio.tts}, takeovers among it, with the writers' times. Safe for use from any thread.
 */
final class VoiceWatch implements AutoCloseable {

    private static final int MOST = 1_000_000;

    /** A TAKEOVER marker. */
    private record Takeover(int partition, long atMillis) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final List<Takeover> takeovers = new ArrayList<>(); // guarded by this
    private final List<Long> chunks = new ArrayList<>(); // times in milliseconds; guarded by this
    private volatile boolean closed;

    VoiceWatch(KafkaConnection kafka, int partitions) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "latest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> places = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            places.add(new TopicPartition(Topics.AUDIO_TTS.name(), i));
        }
        consumer.assign(places);
        consumer.endOffsets(places).forEach(consumer::seek);
        thread = new Thread(this::follow, "voice-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::take);
            }
        } catch (WakeupException e) {
            // the end
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        if (RecordHeaders.isTakeover(record.headers())) {
            takeovers.add(new Takeover(record.partition(), record.timestamp()));
        } else if (chunks.size() < MOST) {
            chunks.add(record.timestamp());
        }
        notifyAll();
    }

    /** Chunks written in a time, from inclusive, to exclusive. */
    synchronized long chunks(long fromMillis, long toMillis) {
        return chunks.stream().filter(at -> at >= fromMillis && at < toMillis).count();
    }

    /** Partitions that were taken over since a moment. */
    synchronized Set<Integer> takenSince(long millis) {
        Set<Integer> taken = new HashSet<>();
        takeovers.stream().filter(t -> t.atMillis() >= millis).forEach(t -> taken.add(t.partition()));
        return taken;
    }

    /**
     * Waits until so many partitions were taken over since a moment.
     *
     * @return when the last of them was, milliseconds since the epoch
     * @throws IllegalStateException if they are not within the deadline
     */
    synchronized long awaitTakeovers(long sinceMillis, int count, Duration deadline) throws InterruptedException {
        Supplier<Set<Integer>> taken = () -> takenSince(sinceMillis);
        long end = System.nanoTime() + deadline.toNanos();
        while (taken.get().size() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException("only " + taken.get().size() + " of " + count
                        + " partitions were taken over within " + deadline);
            }
            wait(left);
        }
        return takeovers.stream()
                .filter(t -> t.atMillis() >= sinceMillis)
                .mapToLong(Takeover::atMillis)
                .max()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        consumer.wakeup();
        thread.join(5_000);
    }
}
