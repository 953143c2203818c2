package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.asr.whisper.WhisperEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How often the final words would break a stable prefix if the recognizer were not told to begin with it, by how many
 * words are held back: the table of docs/decisions/0010. Not part of the suite, run it with {@code
 * -Dtest=AgreementBench}.
 */
class AgreementBench {

    private static final int EVERY = 9_600;
    private static final List<String> LANGUAGES = List.of("zh", "en");

    @Test
    void table() {
        List<List<Transcript>> spoken = new ArrayList<>();
        try (WhisperEngine engine = new WhisperEngine(new Inference(), ModelStore.ofProcess(), "whisper-base", 2)) {
            for (Clips.Clip clip : Clips.all()) {
                for (double noise : new double[] {0, .01}) {
                    spoken.add(hypotheses(engine, clip, noise));
                }
            }
        }
        for (int heldBack = 1; heldBack <= 6; heldBack++) {
            print(spoken, heldBack);
        }
        assertThat(spoken).isNotEmpty();
    }

    /** Of the clip up to every 600 ms, the last one of all of it. */
    private static List<Transcript> hypotheses(AsrEngine engine, Clips.Clip clip, double noise) {
        float[] samples = clip.samples();
        float[] hiss = Clips.noise(samples.length, noise);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += hiss[i];
        }
        List<Transcript> all = new ArrayList<>();
        for (int to = EVERY; to < samples.length; to += EVERY) {
            all.add(engine.transcribe(Arrays.copyOf(samples, to), LANGUAGES, Cancellation.none()));
        }
        all.add(engine.transcribe(samples, LANGUAGES, Cancellation.none()));
        return all;
    }

    private static void print(List<List<Transcript>> spoken, int heldBack) {
        int broken = 0;
        double stable = 0;
        for (List<Transcript> hypotheses : spoken) {
            Transcript last = hypotheses.get(hypotheses.size() - 1);
            Agreement agreement = new Agreement(heldBack);
            hypotheses.subList(0, hypotheses.size() - 1).forEach(agreement::hear);
            List<Piece> settled = agreement.settled();
            boolean kept = settled.size() <= last.pieces().size()
                    && settled.equals(last.pieces().subList(0, settled.size()));
            broken += kept ? 0 : 1;
            stable += settled.size() / (double) Math.max(1, last.pieces().size());
        }
        System.out.printf(
                "%d held back: broken in %d of %d utterances, %.0f %% stable before the end%n",
                heldBack, broken, spoken.size(), 100 * stable / spoken.size());
    }
}
