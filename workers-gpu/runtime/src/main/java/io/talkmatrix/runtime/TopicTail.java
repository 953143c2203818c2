package io.talkmatrix.runtime;

import io.talkmatrix.stage.Event;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Follows a topic on a thread of its own; if it cannot, it says so and tries again each second. */
public final class TopicTail<E extends Event> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TopicTail.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String topic;
    private final Supplier<EventTail<E>> open;
    private final Consumer<E> into;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile EventTail<E> tail;
    private volatile String trouble = "";

    /** @param open gives a tail that is where it is to begin */
    public TopicTail(String topic, Supplier<EventTail<E>> open, Consumer<E> into) {
        this.topic = topic;
        this.open = open;
        this.into = into;
        tail = open.get();
        thread = new Thread(this::follow, "tail-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            while (closing.getCount() > 0) {
                try {
                    if (tail == null) {
                        tail = open.get();
                        trouble = "";
                    }
                    pass(tail);
                } catch (RuntimeException e) {
                    broken(e);
                    closing.await(1, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop();
        }
    }

    private void pass(EventTail<E> from) {
        for (Received<E> received : from.poll(POLL)) {
            try {
                into.accept(received.event());
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "what " + topic + "-" + received.partition() + " at " + received.offset()
                                + " holds could not be played",
                        e);
            }
        }
    }

    private void broken(RuntimeException e) {
        if (trouble.isEmpty()) {
            LOG.log(Level.WARNING, topic + " cannot be followed; trying again each second", e);
        }
        trouble = topic + " cannot be followed: " + e.getMessage();
        drop();
    }

    private void drop() {
        EventTail<E> old = tail;
        tail = null;
        if (old != null) {
            old.close();
        }
    }

    /** Why the topic is not followed at this moment, if so. */
    public Optional<String> trouble() {
        return Optional.of(trouble).filter(text -> !text.isEmpty());
    }

    /** Waits up to 5 s for the thread. */
    @Override
    public void close() {
        closing.countDown();
        EventTail<E> current = tail;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
