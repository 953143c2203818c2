package io.talkmatrix.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.PhonemeSpan;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.TtsEngineContract;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.HibariFolder;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.english.Sentence;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HibariEngineTest extends TtsEngineContract {

    private static OovNet net;
    private static HibariEngine engine;

    @BeforeAll
    static void load() {
        Inference inference = new Inference();
        net = OovNet.load(HibariFolder.path(), inference);
        EnglishPhonemes english = EnglishPhonemes.load(HibariFolder.path(), net);
        engine = HibariEngine.load(HibariFolder.path(), english, inference, 1);
    }

    @AfterAll
    static void close() {
        engine.close();
        net.close();
    }

    @Override
    protected TtsEngine engine() {
        return engine;
    }

    @Override
    protected Clause clause() {
        return Clause.of("Thank you for your support, and see you tomorrow!", "en");
    }

    @Override
    protected String longText() {
        return "Thank you for your support, and see you tomorrow! ".repeat(14).strip();
    }

    @Test
    void aFasterClauseIsShorter() {
        Clause usual = clause();
        Clause fast = new Clause(usual.text(), "en", "heart", 1.5f, usual.emotion(), 0, 0);

        assertThat((double) say(fast).millis() / say(usual).millis()).isCloseTo(1 / 1.5, within(0.12));
    }

    static List<Sentence> sentences() {
        return Sentence.all();
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void aSentenceHasTheTimesAndTheLevelOfTheReference(Sentence sentence) {
        HibariEngine.Take take = engine.take(sentence.phonemes(), 1, new SplittableRandom(0), Cancellation.none());

        float[] durations = new float[sentence.durations().length];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = sentence.durations()[i];
        }
        assertThat(take.phonemes()).isEqualTo(PhonemeSpan.ofDurations(sentence.phonemes(), durations, 600));
        assertThat(take.samples()).hasSize(sentence.samples());
        double energy = 0;
        for (float sample : take.samples()) {
            energy += sample * (double) sample;
        }
        assertThat(Math.sqrt(energy / take.samples().length)).isCloseTo(sentence.rms(), Percentage.withPercentage(2));
    }
}
