package io.talkmatrix.standalone.talk;

import io.talkmatrix.media.AudioFileReader;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleConsumer;

/** Feeds a sound file into {@code audio.in} as 100 ms chunks. For one thread. */
final class QuestionFeeder {

    private static final int CHUNK_MILLIS = 100;
    private static final int CHUNK_SAMPLES = AudioChunk.SAMPLE_RATE_HZ * CHUNK_MILLIS / 1000;
    private static final int MAX_UNACKNOWLEDGED = 256;
    private static final long ACKNOWLEDGE_SECONDS = 30;

    private final EventProducer producer;
    private final Clock clock;
    private final Deque<CompletableFuture<?>> unacknowledged = new ArrayDeque<>();

    QuestionFeeder(EventProducer producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * Feeds the whole file as one stream that is one turn.
     *
     * @param realtime at the pace it was spoken; else as fast as it goes
     * @param progress told the seconds fed so far
     * @return wall-clock time when the last chunk was acknowledged, ms since the epoch
     */
    long feed(String room, Path file, boolean realtime, DoubleConsumer progress)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = clock.millis();
        long startNanos = System.nanoTime();
        long seq = 0;
        try (AudioFileReader reader = AudioFileReader.open(file, AudioChunk.SAMPLE_RATE_HZ)) {
            byte[] pcm = reader.read(CHUNK_SAMPLES);
            while (true) {
                byte[] next = pcm.length == 0 ? pcm : reader.read(CHUNK_SAMPLES);
                boolean last = next.length == 0;
                if (realtime) {
                    // A microphone hands a chunk over when it is full.
                    waitUntil(startNanos + TimeUnit.MILLISECONDS.toNanos((seq + 1) * CHUNK_MILLIS));
                }
                send(new AudioChunk(
                        room,
                        file.getFileName().toString() + '@' + start,
                        seq,
                        start + seq * CHUNK_MILLIS,
                        pcm,
                        AudioChunk.Endpointing.STREAM_END,
                        last));
                seq++;
                if (seq % 10 == 0) {
                    progress.accept(seq * CHUNK_MILLIS / 1000.0);
                }
                if (last) {
                    break;
                }
                pcm = next;
            }
        }
        while (!unacknowledged.isEmpty()) {
            settleOldest();
        }
        return clock.millis();
    }

    private void send(AudioChunk chunk) throws InterruptedException, ExecutionException, TimeoutException {
        unacknowledged.add(producer.send(Topics.AUDIO_IN, chunk));
        if (unacknowledged.size() > MAX_UNACKNOWLEDGED) {
            settleOldest();
        }
    }

    private void settleOldest() throws InterruptedException, ExecutionException, TimeoutException {
        unacknowledged.remove().get(ACKNOWLEDGE_SECONDS, TimeUnit.SECONDS);
    }

    private static void waitUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
