package io.talkmatrix.topologies.debt;

import io.talkmatrix.schemas.Topics;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What the listeners owe: sound that was written to {@code audio.in} and that their group is not done with. They report
 * nothing about sound that they have not come to, so this looks at their group's progress once a second, without reading
 * any sound. An utterance that goes on counts until it is over.
 */
public final class ListeningDebt implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ListeningDebt.class.getName());
    private static final String GROUP = "asr";
    private static final String PART = "listening";
    private static final long LOOK_MILLIS = 1_000;
    private static final long ANSWER_MILLIS = 5_000;

    private final Admin admin;
    private final MediaDebt sums;
    private final Clock clock;
    private final ListeningLag lag = new ListeningLag();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "listening-debt");
        thread.setDaemon(true);
        return thread;
    });
    private boolean answered = true; // of the watcher

    /** @param kafka client properties, {@code bootstrap.servers} among them */
    public ListeningDebt(Map<String, String> kafka, MediaDebt sums, Clock clock) {
        this.admin = Admin.create(clients(kafka));
        this.sums = sums;
        this.clock = clock;
        watcher.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Without what is told to one kind of client only. */
    private static Map<String, Object> clients(Map<String, String> kafka) {
        return kafka.entrySet().stream()
                .filter(entry -> !entry.getKey().contains("consumer."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void look() {
        try {
            List<TopicPartition> partitions = partitions();
            Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
            sums.set(PART, Map.of(DebtStage.ASR, lag.look(numbers(ends), numbers(done(partitions)), clock.millis())));
            answered = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            sums.remove(PART);
            if (answered) {
                LOG.log(Level.WARNING, "what the listeners owe is not known: {0}", e.getMessage());
            }
            answered = false;
        }
    }

    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException, TimeoutException {
        String topic = Topics.AUDIO_IN.name();
        TopicDescription description =
                get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        return description.partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** Where the group stands; where it never stood, the oldest record that is kept. */
    private Map<TopicPartition, Long> done(List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> done = new HashMap<>();
        List<TopicPartition> never = partitions.stream()
                .filter(partition -> committed.get(partition) == null)
                .toList();
        if (!never.isEmpty()) {
            done.putAll(offsets(never, OffsetSpec.earliest()));
        }
        partitions.stream()
                .filter(partition -> committed.get(partition) != null)
                .forEach(partition ->
                        done.put(partition, committed.get(partition).offset()));
        return done;
    }

    private static Map<Integer, Long> numbers(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> numbers = new HashMap<>();
        offsets.forEach((partition, offset) -> numbers.put(partition.partition(), offset));
        return numbers;
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        sums.remove(PART);
        admin.close(Duration.ofMillis(ANSWER_MILLIS));
    }
}
