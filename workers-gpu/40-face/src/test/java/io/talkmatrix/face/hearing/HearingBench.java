package io.talkmatrix.face.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Hearing;
import io.talkmatrix.stage.SpeechChunk;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a second of sound costs to hear. Not part of the suite; run it with {@code -Dtest=HearingBench}. */
class HearingBench {

    private static final int SECONDS = 60;
    private static final int ROUNDS = 4;
    private static final int CHUNK_BYTES = 2 * 7_200;

    @Test
    void aSecondOfSound() {
        byte[] pcm = new byte[2 * SECONDS * SpeechChunk.SAMPLE_RATE_HZ];
        new SplittableRandom(1).nextBytes(pcm);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Hearing hearing = NetworkHearing.load();
        for (int round = 1; round <= ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            Hearing.Listening listening = hearing.open(0);
            int shapes = 0;
            for (int at = 0; at < pcm.length; at += CHUNK_BYTES) {
                shapes += listening
                        .add(Arrays.copyOfRange(pcm, at, at + CHUNK_BYTES))
                        .size();
            }
            shapes += listening.finish().size();
            double millis = (threads.getCurrentThreadCpuTime() - start) / 1e6 / SECONDS;
            System.out.printf("round %d: %.2f ms of CPU a second of sound%n", round, millis);
            assertThat(shapes).isPositive();
        }
    }
}
