package io.talkmatrix.standalone.bench;

import io.talkmatrix.asr.Transcript;
import io.talkmatrix.asr.chinese.SimplifiedChinese;
import io.talkmatrix.asr.whisper.WhisperEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.media.AudioFileReader;
import io.talkmatrix.media.Pcm;
import io.talkmatrix.media.Wav;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.hibari.HibariEngine;
import io.talkmatrix.tts.kokoro.KokoroEngine;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Our voices and our recognizer side by side, without stages around them. For one thread. */
final class SpeechLab implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MAX_SECONDS = 120;

    private final Path folder;
    private final OovNet speller;
    private final KokoroEngine kokoro;
    private final HibariEngine hibari;
    private final WhisperEngine whisper;
    private final SimplifiedChinese simplified = new SimplifiedChinese();

    /** What was recognised, in the form the recognition stage publishes it. */
    record Heard(String text, String language) {}

    /**
     * @param folder for sound files, the caller's to delete
     * @param streaming whether Kokoro makes clauses piece by piece, for which only its default voices are ready
     */
    SpeechLab(Path folder, boolean streaming) {
        this.folder = folder;
        ModelStore models = ModelStore.ofProcess();
        Inference inference = new Inference();
        Path words = models.folder(HibariEngine.MODEL);
        speller = OovNet.load(words, inference);
        EnglishPhonemes english = EnglishPhonemes.load(words, speller);
        hibari = HibariEngine.load(words, english, inference, THREADS);
        kokoro = KokoroEngine.load(
                models.folder(KokoroEngine.MODEL),
                models.folder(KokoroEngine.VOICES),
                new MandarinFrontEnd(english, ProductLexicon.EMPTY),
                english,
                inference,
                THREADS,
                streaming);
        whisper = new WhisperEngine(inference, models, "whisper-base", THREADS);
    }

    KokoroEngine kokoro() {
        return kokoro;
    }

    HibariEngine hibari() {
        return hibari;
    }

    /** Speaks into a WAV file at the voice's rate. */
    Path speak(TtsEngine engine, String voice, String language, String text) {
        Speech speech = engine.synthesize(Clause.of(text, language).withVoice(voice), Cancellation.none());
        try {
            Path file = Files.createTempFile(folder, voice, ".wav");
            Wav.write(file, Pcm.toBytes(speech.samples(), 0, speech.samples().length), Speech.SAMPLE_RATE_HZ);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any sound file as mono samples at 16 kHz. */
    static float[] samples(Path file) {
        try (AudioFileReader reader = AudioFileReader.open(file, AudioChunk.SAMPLE_RATE_HZ)) {
            return Pcm.toFloats(reader.read(MAX_SECONDS * AudioChunk.SAMPLE_RATE_HZ));
        }
    }

    /** @param languages to choose from */
    Heard hear(float[] samples, List<String> languages) {
        Transcript transcript = whisper.transcribe(samples, languages, Cancellation.none());
        String language = transcript.language();
        return new Heard(simplified.finish(transcript.text(), language), language);
    }

    /** Adds white noise. */
    static float[] noisy(float[] samples, double snrDb, long seed) {
        double power = 0;
        for (float sample : samples) {
            power += sample * sample;
        }
        double deviation = Math.sqrt(power / samples.length) / Math.pow(10, snrDb / 20);
        RandomGenerator random = new SplittableRandom(seed);
        float[] noisy = new float[samples.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = samples[i] + (float) (random.nextGaussian() * deviation);
        }
        return noisy;
    }

    /** The lines of a file beside this class. */
    static List<String> lines(String resource) {
        try (InputStream in = SpeechLab.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        whisper.close();
        kokoro.close();
        hibari.close();
        speller.close();
    }
}
