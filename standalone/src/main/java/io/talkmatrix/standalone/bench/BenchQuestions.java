package io.talkmatrix.standalone.bench;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.media.Pcm;
import io.talkmatrix.media.Wav;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Room;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.EngineSet;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.TtsStage;
import io.talkmatrix.tts.app.TtsConfig;
import io.talkmatrix.tts.app.TtsWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Questions of the sample knowledge as sound files, spoken by voices of ours. */
final class BenchQuestions {

    private static final Map<String, List<String>> TEXTS = Map.of(
            "en",
            List.of(
                    "How long does the battery last?",
                    "Can I return it if I do not like it?",
                    "Which size should I choose?"),
            "zh",
            List.of("请问今天的直播几点开始？", "收到以后不喜欢，可以退货吗？", "今天下单，多久能发货？"));

    private BenchQuestions() {}

    /**
     * Makes what is missing in the folder. Loads the voices for that and lets them go again, so that they don't count in
     * what is measured afterwards.
     *
     * @param profile {@code default} or {@code edge}, which speaks English alone
     * @return sound files by language tag
     */
    static Map<String, List<Path>> in(Path folder, String profile, Inference inference, Models models) {
        List<String> languages = profile.equals("edge") ? List.of("en") : List.of("en", "zh");
        Map<String, List<Path>> files = new java.util.LinkedHashMap<>();
        languages.forEach(language -> files.put(language, files(folder, language)));
        if (files.values().stream().flatMap(List::stream).allMatch(Files::exists)) {
            return files;
        }
        TtsConfig config = profile.equals("edge") ? TtsConfig.edge() : TtsConfig.defaults();
        try (TtsStage stage = TtsWorker.create(config, inference, models)) {
            Files.createDirectories(folder);
            for (String language : languages) {
                for (int i = 0; i < files.get(language).size(); i++) {
                    speak(
                            stage.engines(),
                            language,
                            TEXTS.get(language).get(i),
                            files.get(language).get(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the questions cannot be written to " + folder + ": " + e.getMessage(), e);
        }
        return files;
    }

    private static List<Path> files(Path folder, String language) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < TEXTS.get(language).size(); i++) {
            files.add(folder.resolve("question-" + language + "-" + i + ".wav"));
        }
        return files;
    }

    private static void speak(EngineSet engines, String language, String text, Path file) throws IOException {
        Speech speech = engines.choose("", language, Room.of("bench"))
                .engine()
                .synthesize(Clause.of(text, language), Cancellation.none());
        Path partial = Files.createTempFile(file.getParent(), "question", ".wav");
        Wav.write(partial, Pcm.toBytes(speech.samples(), 0, speech.samples().length), Speech.SAMPLE_RATE_HZ);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
