package io.talkmatrix.standalone.bench;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A microphone in a room that is never quite silent: hands over a chunk when it is full, at the pace of time, for as long
 * as it is open; what is said is mixed in. Safe for use from any thread.
 */
final class RoomMicrophone implements AutoCloseable {

    private static final int CHUNK_MILLIS = 40;
    private static final int CHUNK_SAMPLES = AudioChunk.SAMPLE_RATE_HZ * CHUNK_MILLIS / 1000;
    private static final double NOISE = 30;
    private static final long JOIN_MILLIS = 5_000;

    /**
     * What is said and how far.
     *
     * @param end its last audible sample, looked for once: a microphone must not take the processor from who listens
     * @param ends told the capture times of its first and last audible sample
     */
    private record Saying(LiveQuestion question, int end, CompletableFuture<Spoken> ends) {}

    /** Capture times, ms since the epoch. */
    record Spoken(double fromMillis, double untilMillis) {}

    private final EventProducer producer;
    private final String room;
    private final String stream;
    private final Random noise;
    private final AtomicReference<Saying> next = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean open = true;
    private Saying now;
    private int at;
    private double began;

    /** @param producer the caller's to close, after this */
    RoomMicrophone(EventProducer producer, String room, long seed) {
        this.producer = producer;
        this.room = room;
        this.stream = "bench@" + System.currentTimeMillis();
        this.noise = new Random(seed);
        thread = new Thread(this::run, "microphone-" + room);
        thread.setDaemon(true);
        thread.start();
    }

    /** Says it from the next chunk on; one at a time. Completes when its last audible sample was handed over. */
    CompletableFuture<Spoken> say(LiveQuestion question) {
        Saying saying = new Saying(question, question.speechEnd(), new CompletableFuture<>());
        if (!next.compareAndSet(null, saying)) {
            throw new IllegalStateException("something is being said already");
        }
        return saying.ends();
    }

    private void run() {
        long start = System.currentTimeMillis();
        long startNanos = System.nanoTime();
        try {
            for (long seq = 0; open; seq++) {
                long due = startNanos + TimeUnit.MILLISECONDS.toNanos((seq + 1) * CHUNK_MILLIS);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                long captured = start + seq * CHUNK_MILLIS;
                byte[] pcm = chunk(captured);
                producer.send(
                        Topics.AUDIO_IN,
                        new AudioChunk(room, stream, seq, captured, pcm, AudioChunk.Endpointing.VAD, false));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] chunk(long captured) {
        byte[] pcm = new byte[CHUNK_SAMPLES * 2];
        for (int i = 0; i < CHUNK_SAMPLES; i++) {
            int sample = (int) Math.round(noise.nextGaussian() * NOISE)
                    + said(captured + i * 1000.0 / AudioChunk.SAMPLE_RATE_HZ);
            int kept = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
            pcm[2 * i] = (byte) kept;
            pcm[2 * i + 1] = (byte) (kept >> 8);
        }
        return pcm;
    }

    private int said(double millis) {
        if (now == null) {
            now = next.get();
            at = 0;
            began = millis;
        }
        if (now == null) {
            return 0;
        }
        short sample = now.question().pcm()[at++];
        if (at == now.end()) {
            now.ends().complete(new Spoken(began, millis));
        }
        if (at == now.question().pcm().length) {
            next.set(null);
            now = null;
        }
        return sample;
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        thread.join(JOIN_MILLIS);
    }
}
