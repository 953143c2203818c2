package io.talkmatrix.standalone.talk;

import io.talkmatrix.media.AudioFileReader;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleConsumer;

/**
 * Stands in for the voice: publishes recorded speech on {@code audio.tts} as the one segment of a turn. Nobody knows its mouth
 * shapes, so the face hears them. For one thread.
 */
final class RecordedSpeech {

    private static final int CHUNK_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ * 3 / 10;
    private static final int MAX_SECONDS = 600;
    private static final int MAX_UNACKNOWLEDGED = 64;
    private static final long ACKNOWLEDGE_SECONDS = 30;

    private final EventProducer producer;
    private final Deque<CompletableFuture<?>> unacknowledged = new ArrayDeque<>();

    RecordedSpeech(EventProducer producer) {
        this.producer = producer;
    }

    /** @throws UserError the file says that it is longer than a turn may be */
    static void requireShort(Path file) {
        try (AudioFileReader reader = AudioFileReader.open(file, SpeechChunk.SAMPLE_RATE_HZ)) {
            if (reader.statedSeconds() > MAX_SECONDS) {
                throw tooLong(file);
            }
        }
    }

    /**
     * Publishes the whole file and returns when it is acknowledged.
     *
     * @param progress told the seconds published so far
     * @return its length in samples
     * @throws UserError it is longer than {@value #MAX_SECONDS} s
     */
    long speak(UnitId id, Path file, DoubleConsumer progress)
            throws InterruptedException, ExecutionException, TimeoutException {
        long samples = 0;
        try (AudioFileReader reader = AudioFileReader.open(file, SpeechChunk.SAMPLE_RATE_HZ)) {
            byte[] pcm = reader.read(CHUNK_SAMPLES);
            boolean last = false;
            for (int seq = 0; !last; seq++) {
                byte[] next = reader.read(CHUNK_SAMPLES);
                last = next.length == 0;
                send(chunk(id.withSeq(seq), pcm, samples, last));
                samples += pcm.length / 2;
                if (samples > (long) MAX_SECONDS * SpeechChunk.SAMPLE_RATE_HZ) {
                    throw tooLong(file);
                }
                progress.accept((double) samples / SpeechChunk.SAMPLE_RATE_HZ);
                pcm = next;
            }
        }
        while (!unacknowledged.isEmpty()) {
            settleOldest();
        }
        return samples;
    }

    private static SpeechChunk chunk(UnitId id, byte[] pcm, long start, boolean last) {
        return new SpeechChunk(id, pcm, start, List.of(), List.of(), "", Emotion.NEUTRAL, 0, last, last, "");
    }

    private void send(SpeechChunk chunk) throws InterruptedException, ExecutionException, TimeoutException {
        unacknowledged.add(producer.send(Topics.AUDIO_TTS, chunk));
        if (unacknowledged.size() > MAX_UNACKNOWLEDGED) {
            settleOldest();
        }
    }

    private void settleOldest() throws InterruptedException, ExecutionException, TimeoutException {
        unacknowledged.remove().get(ACKNOWLEDGE_SECONDS, TimeUnit.SECONDS);
    }

    private static UserError tooLong(Path file) {
        return new UserError(
                Kind.BAD_DATA, file + " is longer than " + MAX_SECONDS / 60 + " minutes; say it in several parts");
    }
}
