package io.talkmatrix.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.SpeechStream;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.HibariFolder;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * How close the streamed voices come to the same voices made whole, and how soon they are heard, as in
 * docs/benchmarks.md. {@code -Dtalkmatrix.kokoro.voices=zf_xiaoxiao,…} takes other voices than the one that every build
 * looks at, {@code -Dtalkmatrix.kokoro.repeats=8} the best time of as many.
 */
class StreamedVoicesTest {

    private static final List<String> VOICES =
            List.of(System.getProperty("talkmatrix.kokoro.voices", "zm_yunxi").split(","));

    private static final int REPEATS = Integer.getInteger("talkmatrix.kokoro.repeats", 1);

    /** Of each run of the model. */
    private static final int THREADS = 1;

    private static final float[] SPEEDS = {1, 0.8f, 1.25f};

    /** None of them was used to fit the statistics. */
    private static final List<String> MANDARIN = List.of("大家好欢迎光临", "今天全场五折起", "喜欢的点个关注", "我们的直播间每天晚上八点开始，记得准时来看。");

    private static final List<String> ENGLISH = List.of(
            "Hello everyone",
            "The sale ends tonight",
            "Do you have this in blue?",
            "We ship every order on the same day, and you can follow it online.");

    /** Of one clause: streamed against whole, and the best times of the streamed one. */
    private record Row(double distanceDb, double level, double firstMillis, double rtf) {}

    @Test
    void streamedClausesAreAsLoudAndNearlyTheSame() {
        Inference inference = new Inference();
        try (OovNet speller = OovNet.load(HibariFolder.path(), inference);
                KokoroEngine streaming = load(inference, speller, true);
                KokoroEngine whole = load(inference, speller, false)) {
            System.out.println("| voice | speed | LSD dB, mean (max) | level, least to most | first piece ms | RTF |");
            System.out.println("|---|---|---|---|---|---|");
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
                            .isBetween(0.7, 1.5));
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
                THREADS,
                streaming);
    }

    private static Row compare(KokoroEngine streaming, KokoroEngine whole, String voice, float speed, String text) {
        Clause clause = new Clause(text, voice.startsWith("z") ? "zh" : "en", voice, speed, Emotion.NEUTRAL, 0, 0);
        float[] reference = whole.synthesize(clause, Cancellation.none()).samples();
        double first = Double.MAX_VALUE;
        double rtf = Double.MAX_VALUE;
        float[] streamed = {};
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            SpeechStream stream = streaming.speak(clause, Cancellation.none());
            float[] piece = stream.next();
            first = Math.min(first, (System.nanoTime() - start) / 1e6);
            streamed = new float[stream.samples()];
            System.arraycopy(piece, 0, streamed, 0, piece.length);
            for (int at = piece.length; at < streamed.length; at += piece.length) {
                piece = stream.next();
                System.arraycopy(piece, 0, streamed, at, piece.length);
            }
            rtf = Math.min(rtf, (System.nanoTime() - start) / 1e9 / (streamed.length / (double) Speech.SAMPLE_RATE_HZ));
        }
        double level = Sound.rms(streamed) / Sound.rms(reference);
        for (int i = 0; i < streamed.length; i++) {
            streamed[i] /= (float) level;
        }
        return new Row(Sound.spectralDistanceDb(reference, streamed), level, first, rtf);
    }

    private static DoubleStream distances(List<Row> rows) {
        return rows.stream().mapToDouble(Row::distanceDb);
    }

    private static void print(String voice, float speed, List<Row> rows) {
        DoubleSummaryStatistics levels = rows.stream().mapToDouble(Row::level).summaryStatistics();
        DoubleSummaryStatistics first =
                rows.stream().mapToDouble(Row::firstMillis).summaryStatistics();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f (%.2f) | %.2f to %.2f | %.0f to %.0f | %.2f |%n",
                voice,
                speed,
                distances(rows).average().orElseThrow(),
                distances(rows).max().orElseThrow(),
                levels.getMin(),
                levels.getMax(),
                first.getMin(),
                first.getMax(),
                rows.stream().mapToDouble(Row::rtf).average().orElseThrow());
    }
}
