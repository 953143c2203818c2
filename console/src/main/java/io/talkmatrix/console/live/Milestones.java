package io.talkmatrix.console.live;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.TurnEvent;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the sink's milestones from a thread of its own, so that a broker that is away never holds up a voice. What is
 * not acknowledged is written again for a while: PLAYED and SINK_CUT may come twice.
 */
final class Milestones implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Milestones.class.getName());
    private static final int MOST_WAITING = 4096;
    private static final int MOST_TRIES = 5;

    private record Attempt(TurnEvent event, int tries) {}

    private final EventProducer producer;
    private final BlockingQueue<Attempt> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    Milestones(EventProducer producer) {
        this.producer = producer;
        thread = new Thread(this::write, "live-milestones");
        thread.setDaemon(true);
        thread.start();
    }

    void add(TurnEvent event) {
        add(new Attempt(event, 1));
    }

    private void add(Attempt attempt) {
        if (!waiting.offer(attempt)) {
            lose(attempt, "too many are waiting");
        }
    }

    private void lose(Attempt attempt, String why) {
        if (lost.getAndIncrement() == 0) {
            TurnEvent event = attempt.event();
            LOG.log(
                    Level.WARNING,
                    "{0} of turn {1} in room {2} could not be reported ({3}); more are counted, not logged",
                    event.milestone(),
                    event.turn(),
                    event.room(),
                    why);
        }
    }

    private void write() {
        try {
            while (!closing || !waiting.isEmpty()) {
                Attempt attempt = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (attempt != null) {
                    send(attempt);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Attempt attempt) {
        producer.send(Topics.TURN_EVENTS, attempt.event()).whenComplete((written, failure) -> {
            if (failure == null) {
                return;
            }
            if (attempt.tries() < MOST_TRIES && !closing) {
                add(new Attempt(attempt.event(), attempt.tries() + 1));
            } else {
                lose(attempt, String.valueOf(failure.getMessage()));
            }
        });
    }

    /** Milestones that were never written. */
    long lost() {
        return lost.get();
    }

    /** Waits up to 5 s for what was added. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
