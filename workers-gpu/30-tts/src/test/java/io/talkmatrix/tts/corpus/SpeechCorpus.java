package io.talkmatrix.tts.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.VisemeMapper;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.HibariFolder;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.hibari.HibariEngine;
import io.talkmatrix.tts.kokoro.KokoroEngine;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Speaks a corpus with known mouth shapes, for training and judging what hears them (docs/hearing.md). Not part of the
 * suite; it takes as long as {@code -Dcorpus.minutes} says and goes on where it stopped:
 *
 * <pre>mvn -pl workers-gpu/30-tts -am test -Dtest=SpeechCorpus -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dcorpus.folder=FOLDER -Dcorpus.minutes=10</pre>
 *
 * <p>Writes {@code NNNNN.pcm} (s16le mono, 24 kHz) and a line of {@code index.jsonl} for each utterance. Utterance
 * {@code n} is the same whenever it is made with the same words for these:
 *
 * <ul>
 *   <li>{@code -Dcorpus.voices=FOLDER} speaks with the style tables there (those of {@code training/voices.py});
 *   <li>{@code -Dcorpus.language=zh} or {@code en}: one language only;
 *   <li>{@code -Dcorpus.texts}: {@code mixed} patterns and words, {@code spoken} sentences, or those that nothing learns
 *       from: {@code chosen} to choose prices by, {@code held} to judge on.
 * </ul>
 */
class SpeechCorpus {

    private static final long SEED = 20_240_601;

    /** Of 5 utterances 2 are Kokoro's Mandarin, 2 its English and 1 Hibari's. */
    private static final int ROUND = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final CorpusSentences sentences = new CorpusSentences();
    private final String texts = System.getProperty("corpus.texts", "mixed");
    private final String only = System.getProperty("corpus.language", "");

    /** What utterance {@code number} is. */
    private record Order(int number, TtsEngine engine, Clause clause) {}

    @Test
    void speaksUntilTheTimeIsOver() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("corpus.folder")));
        Path index = folder.resolve("index.jsonl");
        long until = System.nanoTime() + (long) (60e9 * Double.parseDouble(System.getProperty("corpus.minutes", "8")));
        int number = lines(index);
        Inference inference = new Inference();
        try (OovNet speller = OovNet.load(HibariFolder.path(), inference)) {
            EnglishPhonemes english = EnglishPhonemes.load(HibariFolder.path(), speller);
            ModelStore models = ModelStore.ofProcess();
            try (TtsEngine hibari = HibariEngine.load(HibariFolder.path(), english, inference, 1);
                    TtsEngine kokoro = KokoroEngine.load(
                            models.folder(KokoroEngine.MODEL),
                            voices(models),
                            new MandarinFrontEnd(english, ProductLexicon.EMPTY),
                            english,
                            inference,
                            1,
                            false)) {
                for (; System.nanoTime() < until; number++) {
                    keep(order(number, kokoro, hibari), folder, index);
                }
            }
        }
        assertThat(lines(index)).isEqualTo(number);
    }

    private Order order(int number, TtsEngine kokoro, TtsEngine hibari) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        int place = number % ROUND;
        String language = !only.isEmpty() ? only : place < 2 ? "zh" : "en";
        TtsEngine engine = place < 4 || language.equals("zh") ? kokoro : hibari;
        List<String> voices = engine.voices().stream()
                .filter(voice -> voice.language().equals(language))
                .map(voice -> voice.id())
                .sorted()
                .toList();
        int turn = turn(number, engine == kokoro);
        float speed = (float) random.nextDouble(.85, 1.2);
        String voice = voices.get(turn % voices.size());
        String text =
                switch (texts) {
                    case "mixed" -> sentences.sentence(language, random);
                    case "spoken" -> sentences.spoken(language, random);
                    case "chosen" -> HeldSentences.toChoose(language, turn / voices.size());
                    case "held" -> HeldSentences.sentence(language, turn / voices.size());
                    default -> throw new IllegalArgumentException("corpus.texts: " + texts);
                };
        return new Order(number, engine, new Clause(text, language, voice, speed, Emotion.NEUTRAL, 0, number));
    }

    /** How often the engine spoke this language before: voices take turns. */
    private int turn(int number, boolean kokoro) {
        int place = number % ROUND;
        if (only.equals("zh")) {
            return number;
        }
        int together = only.isEmpty() ? 2 : 4;
        return kokoro ? number / ROUND * together + place % together : number / ROUND;
    }

    private void keep(Order order, Path folder, Path index) throws IOException {
        Clause clause = order.clause();
        Speech speech = order.engine().synthesize(clause, Cancellation.none());
        String file = String.format("%05d.pcm", order.number());
        ByteBuffer pcm = ByteBuffer.allocate(2 * speech.samples().length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : speech.samples()) {
            pcm.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * 32767));
        }
        Files.write(folder.resolve(file), pcm.array());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file);
        line.put("engine", order.engine().info().engine());
        line.put("voice", clause.voice());
        line.put("language", clause.language());
        line.put("speed", clause.speed());
        line.put("text", clause.text());
        List<Object> visemes = new ArrayList<>();
        VisemeMapper.visemes(speech.phonemes(), 0)
                .forEach(
                        timed -> visemes.add(List.of(timed.viseme().name(), timed.startSamples(), timed.endSamples())));
        line.put("visemes", visemes);
        List<Object> phonemes = new ArrayList<>();
        speech.phonemes().forEach(span -> phonemes.add(List.of(span.symbol(), span.startSample(), span.endSample())));
        line.put("phonemes", phonemes);
        Files.writeString(
                index,
                json.writeValueAsString(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static Path voices(ModelStore models) {
        String folder = System.getProperty("corpus.voices");
        return folder == null ? models.folder(KokoroEngine.VOICES) : Path.of(folder);
    }

    private static int lines(Path index) throws IOException {
        if (!Files.exists(index)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(index)) {
            return (int) lines.count();
        }
    }
}
