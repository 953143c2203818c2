package io.talkmatrix.standalone.talk;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.stage.Event;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Follows one topic on a thread of its own and hands its events on. */
final class TailPump<E extends Event> implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final EventTail<E> tail;
    private final BlockingQueue<Event> into;
    private final AtomicReference<RuntimeException> failure;
    private final Thread thread;
    private volatile boolean closing;

    /** @param failure set when the topic cannot be followed any more */
    TailPump(String name, EventTail<E> tail, BlockingQueue<Event> into, AtomicReference<RuntimeException> failure) {
        this.tail = tail;
        this.into = into;
        this.failure = failure;
        this.thread = new Thread(this::pump, "tail-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump() {
        try {
            while (!closing) {
                for (Received<E> received : tail.poll(POLL)) {
                    boolean taken = false;
                    while (!taken && !closing) {
                        taken = into.offer(received.event(), 100, TimeUnit.MILLISECONDS);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            tail.close();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        tail.wakeup();
        thread.join(Duration.ofSeconds(5).toMillis());
    }
}
