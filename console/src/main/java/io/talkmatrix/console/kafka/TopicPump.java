package io.talkmatrix.console.kafka;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Follows one topic on a thread of its own. Kafka mends its connections itself; what it cannot mend ends the pump. */
final class TopicPump<V> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TopicPump.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long STOP_MILLIS = 5_000;

    private final EventTail<V> tail;
    private final Consumer<V> into;
    private final Thread thread;
    private volatile boolean closed;
    private volatile RuntimeException failure;

    /** @param tail closed by the pump */
    TopicPump(String topic, EventTail<V> tail, Consumer<V> into) {
        this.tail = tail;
        this.into = into;
        this.thread = new Thread(this::follow, "console-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    /** Why the topic is no longer followed, if so. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void follow() {
        try (tail) {
            while (!closed) {
                for (Received<V> received : tail.poll(POLL)) {
                    into.accept(received.event());
                }
            }
        } catch (KafkaException | IllegalStateException e) {
            failure = e;
            LOG.log(
                    Level.ERROR,
                    "the console no longer follows " + thread.getName().substring(8),
                    e);
        }
    }

    @Override
    public void close() {
        closed = true;
        tail.wakeup();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
