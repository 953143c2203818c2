package io.talkmatrix.asr.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.asr.Clips;
import io.talkmatrix.asr.Transcript;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.batch.BatchScheduler;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DecodingTogetherTest {

    /** Holds the lane it is decoded on until the test lets it go. */
    private static final class Holding implements Cancellation {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public boolean cancelled() {
            if (Thread.currentThread().getName().startsWith("batch-")) {
                held.countDown();
                try {
                    return !mayGoOn.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return true;
                }
            }
            return false;
        }

        @Override
        public void onCancel(Runnable action) {
            // never happens
        }

        @Override
        public void close() {
            // nothing to release
        }
    }

    @Test
    @Timeout(120)
    void whatRunsTogetherIsHeardAsIfItRanAlone() throws Exception {
        List<float[]> clips = clips();
        ExecutorService rooms = Executors.newCachedThreadPool();
        try (WhisperEngine engine = new WhisperEngine(
                new Inference(), ModelStore.ofProcess().folder("whisper-base"), "whisper-base", "int8", 1, 1)) {
            List<Transcript> alone = new ArrayList<>();
            for (float[] clip : clips) {
                alone.add(engine.transcribe(clip, List.of("en"), Cancellation.none()));
            }
            assertThat(engine.together().stats().runs()).isEqualTo(clips.size());
            Holding holding = new Holding();
            Future<Transcript> first = rooms.submit(() -> engine.transcribe(clips.get(0), List.of("en"), holding));
            holding.held.await();
            List<Future<Transcript>> others = clips.stream()
                    .map(clip -> rooms.submit(() -> engine.transcribe(clip, List.of("en"), Cancellation.none())))
                    .toList();
            while (engine.together().waiting() < clips.size()) {
                Thread.onSpinWait();
            }
            holding.mayGoOn.countDown();

            assertThat(first.get()).isEqualTo(alone.get(0));
            for (int i = 0; i < clips.size(); i++) {
                assertThat(others.get(i).get().text()).isEqualTo(alone.get(i).text());
            }
            assertThat(engine.together().stats())
                    .isEqualTo(new BatchScheduler.Stats(clips.size() + 2, 2 * clips.size() + 1));
        } finally {
            rooms.shutdownNow();
        }
    }

    /** Beginnings of one recording, of different length but of one length class. */
    private static List<float[]> clips() {
        float[] all = Clips.sentences().get(0).samples();
        List<float[]> clips = new ArrayList<>();
        for (int tenths : new int[] {20, 23, 26, 29}) {
            clips.add(Arrays.copyOf(all, tenths * 1_600));
        }
        return clips;
    }
}
