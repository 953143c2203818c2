package io.talkmatrix.webrtc;

import io.talkmatrix.stage.AudioChunk;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** All microphones' chunks on their way out, on a thread of their own: a broker that is away holds up no native thread. */
final class MicrophoneLine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MicrophoneLine.class.getName());
    private static final int MOST_WAITING = 512;
    private static final long STOP_MILLIS = 2_000;

    private final Function<AudioChunk, ? extends CompletionStage<?>> into;
    private final BlockingQueue<AudioChunk> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread = new Thread(this::work, "webrtc-microphones");
    private volatile boolean closing;

    MicrophoneLine(Function<AudioChunk, ? extends CompletionStage<?>> into) {
        this.into = into;
        thread.setDaemon(true);
        thread.start();
    }

    /** @return false if too many are waiting */
    boolean add(AudioChunk chunk) {
        return waiting.offer(chunk);
    }

    private void work() {
        try {
            while (!closing || !waiting.isEmpty()) {
                AudioChunk chunk = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (chunk != null) {
                    send(chunk);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(AudioChunk chunk) {
        try {
            into.apply(chunk).whenComplete((written, failure) -> {
                if (failure != null) {
                    lost(failure);
                }
            });
        } catch (RuntimeException e) {
            lost(e);
        }
    }

    private void lost(Throwable why) {
        if (failed.getAndIncrement() == 0) {
            LOG.log(
                    Level.WARNING,
                    "what a microphone heard could not be passed on; later losses are not mentioned",
                    why);
        }
    }

    /** Waits up to 2 s for what was added. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
