package io.talkmatrix.standalone.bench;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.media.AudioFileReader;
import io.talkmatrix.media.Pcm;
import io.talkmatrix.media.Wav;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.EngineSet;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.TtsStage;
import io.talkmatrix.tts.app.TtsConfig;
import io.talkmatrix.tts.app.TtsWorker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The questions of {@code bench live}, spoken once by voices that the host does not use and kept as sound files. */
final class LiveQuestions {

    private static final String FILE = "live-questions.tsv";
    private static final String ENGINE = "kokoro";
    private static final int MOST_CLIPS = 100;

    private LiveQuestions() {}

    /**
     * @param folder where the sound files are kept
     * @param languages wanted
     * @param count how many; they begin again when there are no more
     */
    static List<LiveQuestion> in(Path folder, Set<String> languages, int count, Inference inference, Models models) {
        List<String[]> wanted = lines().stream()
                .map(line -> line.split("\t"))
                .filter(fields -> languages.contains(fields[0]))
                .toList();
        List<String[]> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(wanted.get(i % wanted.size()));
        }
        speakMissing(folder, asked, inference, models);
        return asked.stream()
                .map(fields ->
                        new LiveQuestion(fields[0], fields[1], fields[2], fields[3], samples(file(folder, fields))))
                .toList();
    }

    /**
     * Recordings of people, each asked once; their words are not known.
     *
     * @param folder with WAV or MP3 files, in English
     */
    static List<LiveQuestion> recorded(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> clips = files.filter(file -> file.toString().matches("(?i).*\\.(wav|mp3)"))
                    .sorted()
                    .limit(MOST_CLIPS)
                    .toList();
            if (clips.isEmpty()) {
                throw new UserError(Kind.BAD_DATA, "there are no .wav or .mp3 files in " + folder);
            }
            return clips.stream()
                    .map(file -> new LiveQuestion(
                            "en", "recorded", file.getFileName().toString(), "", samples(file)))
                    .toList();
        } catch (IOException e) {
            throw new UserError(Kind.BAD_DATA, "the folder of clips cannot be read: " + folder, e);
        }
    }

    private static void speakMissing(Path folder, List<String[]> asked, Inference inference, Models models) {
        List<String[]> missing = asked.stream()
                .filter(fields -> !Files.exists(file(folder, fields)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try (TtsStage stage = TtsWorker.create(TtsConfig.defaults(), inference, models)) {
            Files.createDirectories(folder);
            TtsEngine kokoro = kokoro(stage.engines());
            for (String[] fields : missing) {
                Path file = file(folder, fields);
                if (!Files.exists(file)) {
                    speak(kokoro, fields, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the questions cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static TtsEngine kokoro(EngineSet engines) {
        return engines.engines().stream()
                .filter(engine -> engine.info().engine().equals(ENGINE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the default profile has no voice engine " + ENGINE));
    }

    private static void speak(TtsEngine engine, String[] fields, Path file) throws IOException {
        Clause usual = Clause.of(fields[3], fields[0]);
        Speech speech = engine.synthesize(
                new Clause(
                        usual.text(),
                        usual.language(),
                        fields[2],
                        usual.speed(),
                        usual.emotion(),
                        usual.intensity(),
                        usual.seed()),
                Cancellation.none());
        Path partial = Files.createTempFile(file.getParent(), "question", ".wav");
        Wav.write(partial, Pcm.toBytes(speech.samples(), 0, speech.samples().length), Speech.SAMPLE_RATE_HZ);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path file(Path folder, String[] fields) {
        return folder.resolve(fields[2] + '-' + Integer.toHexString(fields[3].hashCode()) + ".wav");
    }

    private static short[] samples(Path file) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (AudioFileReader reader = AudioFileReader.open(file, AudioChunk.SAMPLE_RATE_HZ)) {
            for (byte[] pcm = reader.read(AudioChunk.SAMPLE_RATE_HZ);
                    pcm.length > 0;
                    pcm = reader.read(AudioChunk.SAMPLE_RATE_HZ)) {
                all.writeBytes(pcm);
            }
        }
        short[] samples = new short[all.size() / 2];
        ByteBuffer.wrap(all.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    private static List<String> lines() {
        try (InputStream in = LiveQuestions.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }
}
