package io.talkmatrix.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.tts.TtsEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our voices say is what our recognizer hears. The sentences and figures are those of docs/benchmarks.md. */
class RoundTripTest {

    /** {@code -Dtalkmatrix.kokoro.streaming=false} measures clauses made whole, for comparison. */
    private static final boolean STREAMING =
            Boolean.parseBoolean(System.getProperty("talkmatrix.kokoro.streaming", "true"));

    @TempDir
    static Path folder;

    private static SpeechLab lab;

    @BeforeAll
    static void load() {
        lab = new SpeechLab(folder, STREAMING);
    }

    @AfterAll
    static void release() {
        lab.close();
    }

    @Test
    void kokoroIsUnderstoodInMandarin() {
        Tally tally = roundTrip(lab.kokoro(), "zf_xiaoxiao", "zh", Tally.mandarin());

        assertThat(tally.rate()).as("character error rate").isLessThanOrEqualTo(0.081);
    }

    @Test
    void hibariIsUnderstoodInEnglish() {
        Tally tally = roundTrip(lab.hibari(), "heart", "en", Tally.english());

        assertThat(tally.rate()).as("word error rate").isLessThanOrEqualTo(0.0447);
    }

    @Test
    void kokoroIsUnderstoodInEnglish() {
        Tally tally = roundTrip(lab.kokoro(), "af_heart", "en", Tally.english());

        assertThat(tally.rate()).as("word error rate").isLessThanOrEqualTo(0.0398);
    }

    private static Tally roundTrip(TtsEngine engine, String voice, String language, Tally tally) {
        for (String sentence : SpeechLab.lines("sentences-" + language + ".txt")) {
            float[] speech = SpeechLab.samples(lab.speak(engine, voice, language, sentence));
            tally.add(sentence, lab.hear(speech, List.of(language)).text());
        }
        System.out.println(tally.table(engine.info().engine() + " " + voice));
        return tally;
    }
}
