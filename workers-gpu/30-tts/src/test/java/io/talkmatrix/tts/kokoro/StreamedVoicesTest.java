package io.talkmatrix.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.HibariFolder;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * How close the streamed voices come to the same voices made whole, as in docs/benchmarks.md: {@code
 * -Dtalkmatrix.kokoro.voices=zf_xiaoxiao,…} takes other voices than the one that every build looks at.
 */
class StreamedVoicesTest {

    private static final List<String> VOICES =
            List.of(System.getProperty("talkmatrix.kokoro.voices", "zm_yunxi").split(","));

    private static final float[] SPEEDS = {1, 0.8f, 1.25f};

    /** None of them was used to fit the statistics. */
    private static final List<String> MANDARIN = List.of("大家好欢迎光临", "今天全场五折起", "喜欢的点个关注", "我们的直播间每天晚上八点开始，记得准时来看。");

    private static final List<String> ENGLISH = List.of(
            "Hello everyone",
            "The sale ends tonight",
            "Do you have this in blue?",
            "We ship every order on the same day, and you can follow it online.");

    /** Of one clause: streamed against whole. */
    private record Row(double distanceDb, double level) {}

    @Test
    void streamedClausesAreAsLoudAndNearlyTheSame() {
        Inference inference = new Inference();
        try (OovNet speller = OovNet.load(HibariFolder.path(), inference);
                KokoroEngine streaming = load(inference, speller, true);
                KokoroEngine whole = load(inference, speller, false)) {
            System.out.println("| voice | speed | clauses | LSD dB, mean (max) | level, least to most |");
            System.out.println("|---|---|---|---|---|");
            for (String voice : VOICES) {
                for (float speed : SPEEDS) {
                    List<Row> rows = new ArrayList<>();
                    for (String text : voice.startsWith("z") ? MANDARIN : ENGLISH) {
                        rows.add(compare(streaming, whole, voice, speed, text));
                    }
                    print(voice, speed, rows);
                    assertThat(distances(rows).average().orElseThrow())
                            .as("LSD of %s at %s", voice, speed)
                            .isLessThan(5.5);
                    assertThat(rows).allSatisfy(row -> assertThat(row.level())
                            .as("level of %s at %s", voice, speed)
                            .isBetween(0.7, 1.4));
                }
            }
        }
    }

    private static KokoroEngine load(Inference inference, OovNet speller, boolean streaming) {
        ModelStore models = ModelStore.ofProcess();
        EnglishPhonemes english = EnglishPhonemes.load(HibariFolder.path(), speller);
        return KokoroEngine.load(
                models.folder(KokoroEngine.MODEL),
                models.folder(KokoroEngine.VOICES),
                new MandarinFrontEnd(english, ProductLexicon.EMPTY),
                english,
                inference,
                2,
                streaming);
    }

    private static Row compare(KokoroEngine streaming, KokoroEngine whole, String voice, float speed, String text) {
        Clause clause = new Clause(text, voice.startsWith("z") ? "zh" : "en", voice, speed, Emotion.NEUTRAL, 0, 0);
        Speech streamed = streaming.synthesize(clause, Cancellation.none());
        Speech reference = whole.synthesize(clause, Cancellation.none());
        double level = Sound.rms(streamed.samples()) / Sound.rms(reference.samples());
        float[] levelled = streamed.samples().clone();
        for (int i = 0; i < levelled.length; i++) {
            levelled[i] /= (float) level;
        }
        return new Row(Sound.spectralDistanceDb(reference.samples(), levelled), level);
    }

    private static DoubleStream distances(List<Row> rows) {
        return rows.stream().mapToDouble(Row::distanceDb);
    }

    private static void print(String voice, float speed, List<Row> rows) {
        double[] levels = rows.stream().mapToDouble(Row::level).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %d | %.2f (%.2f) | %.2f to %.2f |%n",
                voice,
                speed,
                rows.size(),
                distances(rows).average().orElseThrow(),
                distances(rows).max().orElseThrow(),
                levels[0],
                levels[levels.length - 1]);
    }
}
