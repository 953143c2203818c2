package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.asr.app.AsrConfig;
import io.talkmatrix.asr.app.AsrWorker;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.Utterance;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * How long the real clips take at the pace of a microphone, 20 ms a chunk. Not part of the suite: it takes as long as
 * the clips are spoken, and its figures depend on what else runs. Run it with {@code -Dtest=ListeningBench}.
 */
class ListeningBench {

    private static final int CHUNK_MILLIS = 20;
    private static final int CHUNK_BYTES = CHUNK_MILLIS * 32;
    private static final int SILENCE_MILLIS = 1_200;
    private static final int ROUNDS = Integer.getInteger("rounds", 4);

    /** What came out of one utterance. */
    private record Heard(
            double afterEndpoint, double afterSpeech, int partials, int speculations, int changedPrefixes) {}

    /** Keeps what is written, and when. */
    private static final class Timed implements StageOutput {
        final List<Utterance> utterances = new ArrayList<>();
        final List<TurnEvent> events = new ArrayList<>();
        final List<Long> finalNanos = new ArrayList<>();

        @Override
        public void emit(TurnUnit unit) {
            Utterance utterance = (Utterance) unit;
            utterances.add(utterance);
            if (utterance.isFinal()) {
                finalNanos.add(System.nanoTime());
            }
        }

        @Override
        public void report(TurnEvent event) {
            events.add(event);
        }

        @Override
        public void request(Command command) {
            // nobody to interrupt
        }
    }

    @Test
    void theWordsAreThereAtTheEndpoint() throws InterruptedException {
        List<Heard> all = new ArrayList<>();
        AsrConfig config = AsrConfig.defaults();
        try (AsrStage stage = AsrWorker.create(config, new Inference(), ModelStore.ofProcess())) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Clips.Clip clip : Clips.all()) {
                    all.addAll(listen(stage, clip, round));
                }
            }
        }
        System.out.printf("%d utterances, load average %.1f%n", all.size(), load());
        System.out.println("endpoint decided to final written, ms: "
                + spread(all.stream().mapToDouble(Heard::afterEndpoint).toArray()));
        System.out.println("last voiced hop heard to final written, ms: "
                + spread(all.stream().mapToDouble(Heard::afterSpeech).toArray()));
        System.out.printf(
                "partial results an utterance: %.1f, speculations: %.1f%n",
                all.stream().mapToInt(Heard::partials).average().orElse(0),
                all.stream().mapToInt(Heard::speculations).average().orElse(0));
        assertThat(all).isNotEmpty().allMatch(heard -> heard.changedPrefixes() == 0);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static List<Heard> listen(AsrStage stage, Clips.Clip clip, int round) throws InterruptedException {
        Timed out = new Timed();
        TestRoom room = new TestRoom(0);
        byte[] pcm = Clips.between(500 * 32, clip.pcm(), SILENCE_MILLIS * 32);
        long begun = System.nanoTime();
        try (RoomSession<AudioChunk> session = stage.open(room)) {
            for (int at = 0; at + CHUNK_BYTES <= pcm.length; at += CHUNK_BYTES) {
                long seq = at / CHUNK_BYTES;
                waitUntil(begun + TimeUnit.MILLISECONDS.toNanos((seq + 1) * CHUNK_MILLIS));
                room.nowMillis = (System.nanoTime() - begun) / 1_000_000;
                byte[] part = Arrays.copyOfRange(pcm, at, at + CHUNK_BYTES);
                session.handle(
                        new AudioChunk(
                                "room", clip.name() + round, seq, seq * CHUNK_MILLIS, part, Endpointing.VAD, false),
                        out);
            }
        }
        return read(clip, out, begun);
    }

    private static List<Heard> read(Clips.Clip clip, Timed out, long begun) {
        List<TurnEvent> transcribed = out.events.stream()
                .filter(event -> event.milestone() == Milestone.TRANSCRIBED)
                .toList();
        List<Utterance> finals =
                out.utterances.stream().filter(Utterance::isFinal).toList();
        List<Heard> all = new ArrayList<>();
        for (int i = 0; i < finals.size(); i++) {
            Utterance last = finals.get(i);
            List<Utterance> partials = out.utterances.stream()
                    .filter(partial -> !partial.isFinal()
                            && partial.id().turn().equals(last.id().turn()))
                    .toList();
            int changed = (int) partials.stream()
                    .filter(partial -> !last.text().startsWith(partial.text().substring(0, partial.stablePrefix())))
                    .count();
            Heard heard = new Heard(
                    transcribed.get(i).figures().get("afterEndpointMillis"),
                    (out.finalNanos.get(i) - begun) / 1e6 - last.endMillis(),
                    partials.size(),
                    (int) partials.stream().filter(Utterance::speculative).count(),
                    changed);
            all.add(heard);
            System.out.printf(
                    "%-8s after endpoint %4.0f ms, after speech %4.0f ms, %d partial, %d speculative: %s%n",
                    clip.name().substring(Math.max(0, clip.name().length() - 8)),
                    heard.afterEndpoint(),
                    heard.afterSpeech(),
                    heard.partials(),
                    heard.speculations(),
                    last.text());
        }
        return all;
    }

    private static String spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(
                "P50 %.0f, P95 %.0f, most %.0f",
                sorted[sorted.length / 2], sorted[(int) Math.ceil(sorted.length * .95) - 1], sorted[sorted.length - 1]);
    }

    private static void waitUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
