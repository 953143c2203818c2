package io.talkmatrix.reply.openai;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a response's body when a read of it outlasts its deadline, so that no read blocks for ever. */
final class ReadDeadline implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ReadDeadline.class.getName());
    private static final int TICK_MILLIS = 20;
    private static final long NOT_READING = Long.MAX_VALUE;

    private final InputStream body;
    private final Future<?> ticks;
    private volatile long leftMillis = NOT_READING;
    private volatile boolean passed;

    ReadDeadline(InputStream body, ScheduledExecutorService timer) {
        this.body = body;
        this.ticks = timer.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A read begins and may take so long. */
    void begin(long nanos) {
        leftMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    void end() {
        leftMillis = NOT_READING;
    }

    /** True once a read was cut off. */
    boolean passed() {
        return passed;
    }

    private void tick() {
        long left = leftMillis;
        if (left == NOT_READING) {
            return;
        }
        leftMillis = left - TICK_MILLIS;
        if (leftMillis <= 0 && !passed) {
            passed = true;
            closeQuietly(body);
        }
    }

    static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the response was closed already", e);
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
        closeQuietly(body);
    }
}
