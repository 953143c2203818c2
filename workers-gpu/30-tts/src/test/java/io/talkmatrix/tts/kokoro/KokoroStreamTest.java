package io.talkmatrix.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.SpeechStream;
import io.talkmatrix.tts.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clauses made piece by piece, against the same clauses made at once. */
class KokoroStreamTest {

    private static final int UNIT = 600;

    private static KokoroEngine whole;

    @BeforeAll
    static void load() {
        whole = KokoroModel.load(false);
    }

    @AfterAll
    static void release() {
        whole.close();
    }

    @ParameterizedTest
    @CsvSource({
        "zf_xiaoxiao, zh, 1, 今天全场五折起",
        "zf_xiaobei, zh, 0.8, 喜欢的点个关注",
        "zm_yunyang, zh, 1.25, 这款保温杯现在买一送一。",
        "af_heart, en, 1.1, həlˈO wˈɜɹld"
    })
    void piecesSoundLikeTheWhole(String voice, String language, float speed, String text) {
        Clause clause = new Clause(text, language, voice, speed, Emotion.NEUTRAL, 0, 0);

        Speech atOnce = whole.synthesize(clause, Cancellation.none());
        Speech streamed = KokoroModel.ENGINE.synthesize(clause, Cancellation.none());

        assertThat(streamed.phonemes()).isEqualTo(atOnce.phonemes());
        assertThat(streamed.samples()).hasSameSizeAs(atOnce.samples());
        assertThat(Sound.rms(streamed.samples()) / Sound.rms(atOnce.samples())).isBetween(0.8, 1.25);
        assertThat(Sound.spectralDistanceDb(atOnce.samples(), streamed.samples()))
                .isLessThan(6);
    }

    @Test
    void theFirstPieceIsShortAndAllOfThemAddUp() {
        SpeechStream stream = KokoroModel.ENGINE.speak(clause(), Cancellation.none());

        List<float[]> pieces = pieces(stream);

        assertThat(pieces.get(0).length).isBetween(11 * UNIT, 12 * UNIT);
        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(pieces.stream().mapToInt(piece -> piece.length).sum()).isEqualTo(stream.samples());
        assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void noSeamIsAClick() {
        List<float[]> pieces = pieces(KokoroModel.ENGINE.speak(clause(), Cancellation.none()));
        float[] all = Sound.joined(pieces);

        int seam = 0;
        for (float[] piece : pieces.subList(0, pieces.size() - 1)) {
            seam += piece.length;
            double step = Sound.largestStep(all, seam - 24, seam + 24 + 240);
            assertThat(step).as("step at %d", seam).isLessThan(2 * Sound.largestStep(all, seam - 2400, seam + 2400));
            assertThat(Math.abs(all[seam] - all[seam - 1]))
                    .isLessThan((float) Sound.largestStep(all, seam - 2400, seam - 24));
        }
        assertThat(Math.abs(all[0])).isLessThan(0.002f);
        assertThat(Math.abs(all[all.length - 1])).isLessThan(0.002f);
    }

    @Test
    void soundBeginsSoonAndIsNotCutInto() {
        for (String text : List.of("今天全场五折起", "喜欢的点个关注", "四十块钱", "爱你们")) {
            float[] samples = KokoroModel.ENGINE
                    .synthesize(Clause.of(text, "zh"), Cancellation.none())
                    .samples();
            double rms = Sound.rms(samples);

            assertThat(Sound.peak(samples, 0, 240))
                    .as("first 10 ms of %s", text)
                    .isLessThan(rms);
            assertThat(Sound.peak(samples, 0, 2400))
                    .as("first 100 ms of %s", text)
                    .isGreaterThan(rms / 10);
            assertThat(Sound.peak(samples, samples.length - 240, samples.length))
                    .as("last 10 ms of %s", text)
                    .isLessThan(rms);
        }
    }

    @Test
    void aCancelledClauseMakesNoMorePieces() {
        Switch cut = new Switch();
        SpeechStream stream = KokoroModel.ENGINE.speak(clause(), cut);
        stream.next();

        cut.close();

        assertThatThrownBy(stream::next).isInstanceOf(CancelledException.class);
    }

    @Test
    void aVoiceOfTheUsersMakesWholeClausesUntilItsStatisticsAreFitted(@TempDir Path folder) throws Exception {
        Path voicesFolder = withVoice(folder, "zf_mine");
        ExecutorService fitting = Executors.newSingleThreadExecutor();
        KokoroVoices voices = new KokoroVoices(voicesFolder);
        Voice mine = new Voice("zf_mine", "zh");
        try (KokoroNetwork network = KokoroModel.network()) {
            VoiceCalibration calibration =
                    new VoiceCalibration(network, voices, language -> VoiceCalibration.sentences(language)
                            .subList(0, 6));
            VoiceStatisticsStore store =
                    new VoiceStatisticsStore(voices, calibration, language -> KokoroModel::mandarin, folder, fitting);

            Optional<VoiceStatistics> before = store.of(mine);
            fitting.submit(() -> {}).get(5, TimeUnit.MINUTES);
            Optional<VoiceStatistics> after = store.of(mine);
            store.close();

            assertThat(before).isEmpty();
            assertThat(after).isPresent();
            VoiceStatisticsStore successor = new VoiceStatisticsStore(
                    voices,
                    calibration,
                    language -> KokoroModel::mandarin,
                    folder,
                    Executors.newSingleThreadExecutor());
            Outline outline = new Outline(0, 24_000, new float[] {1, 0, 0, 0, 0}, 3);
            assertThat(successor.of(mine)).hasValueSatisfying(read -> assertThat(read.level(outline))
                    .isEqualTo(after.get().level(outline)));
            successor.close();
        }
    }

    /** The default voices, and one that no statistics come with. */
    private static Path withVoice(Path folder, String name) throws IOException {
        Path shipped = ModelStore.ofProcess().folder(KokoroEngine.VOICES);
        for (String id : List.of("zf_xiaoxiao", "af_heart")) {
            Files.copy(shipped.resolve(id + ".bin"), folder.resolve(id + ".bin"));
        }
        Files.copy(shipped.resolve("zf_xiaoyi.bin"), folder.resolve(name + ".bin"));
        return folder;
    }

    private static Clause clause() {
        return Clause.of("今天全场五折起，喜欢的点个关注", "zh");
    }

    private static List<float[]> pieces(SpeechStream stream) {
        List<float[]> pieces = new ArrayList<>();
        int made = 0;
        while (made < stream.samples()) {
            pieces.add(stream.next());
            made += pieces.get(pieces.size() - 1).length;
        }
        return pieces;
    }

    /** A cancellation to be thrown by the test. */
    private static final class Switch implements Cancellation {

        private boolean thrown;

        @Override
        public boolean cancelled() {
            return thrown;
        }

        @Override
        public void onCancel(Runnable action) {
            throw new UnsupportedOperationException("not used by this engine");
        }

        @Override
        public void close() {
            thrown = true;
        }
    }
}
