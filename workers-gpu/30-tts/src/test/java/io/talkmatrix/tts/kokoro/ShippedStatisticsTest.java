package io.talkmatrix.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.tts.EnglishFrontEnd;
import io.talkmatrix.tts.Voice;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.HibariFolder;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The statistics that come with the engine fit the voices of the catalogue. {@code -Dtalkmatrix.kokoro.fit=VOICE,…} makes
 * those of some voices anew, or adds them.
 */
class ShippedStatisticsTest {

    private static final Path RESOURCES = Path.of("src/main/resources/io/talkmatrix/tts/kokoro");

    private static final KokoroVoices VOICES =
            new KokoroVoices(ModelStore.ofProcess().folder(KokoroEngine.VOICES));

    @BeforeAll
    static void fitAnewIfAsked() throws IOException {
        String asked = System.getProperty("talkmatrix.kokoro.fit", "");
        if (asked.isEmpty()) {
            return;
        }
        Inference inference = new Inference();
        try (OovNet speller = OovNet.load(HibariFolder.path(), inference);
                KokoroNetwork network =
                        new KokoroNetwork(ModelStore.ofProcess().folder(KokoroEngine.MODEL), inference, 1)) {
            EnglishFrontEnd english = EnglishPhonemes.load(HibariFolder.path(), speller);
            MandarinFrontEnd mandarin = new MandarinFrontEnd(english, ProductLexicon.EMPTY);
            for (String id : asked.split(",")) {
                Voice voice = VOICES.find(id, id.startsWith("z") ? "zh" : "en");
                VoiceStatistics statistics = new VoiceCalibration(network, VOICES)
                        .run(
                                voice,
                                voice.language().equals("zh") ? mandarin::phonemes : english::phonemes,
                                Cancellation.none(),
                                percent -> System.out.print("\r" + id + " " + percent + " %"));
                try (OutputStream out = Files.newOutputStream(RESOURCES.resolve(id + ".stats"))) {
                    StatisticsFile.write(statistics, VOICES.checksum(voice), out);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zf_xiaoxiao",
                "zf_xiaobei",
                "zf_xiaoni",
                "zf_xiaoyi",
                "zm_yunjian",
                "zm_yunxi",
                "zm_yunxia",
                "zm_yunyang",
                "af_heart"
            })
    void everyVoiceAHostMayHaveByDefaultIsStreamed(String id) throws IOException {
        Voice voice = VOICES.find(id, id.startsWith("z") ? "zh" : "en");

        try (InputStream in = Files.newInputStream(RESOURCES.resolve(id + ".stats"))) {
            VoiceStatistics statistics = StatisticsFile.read(in, VOICES.checksum(voice));

            assertThat(statistics.levelSlope()).isBetween(0.1f, 0.8f);
            for (int i = VoiceStatistics.SIZE / 2; i < VoiceStatistics.SIZE; i++) {
                assertThat(statistics.table()[0][i]).isPositive();
            }
        }
    }
}
