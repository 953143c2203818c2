package io.talkmatrix.tts.hibari;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.EdgeTrim;
import io.talkmatrix.tts.EnglishFrontEnd;
import io.talkmatrix.tts.Loudness;
import io.talkmatrix.tts.Passages;
import io.talkmatrix.tts.PhonemeSpan;
import io.talkmatrix.tts.PhonemeVocabulary;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.SpeechStream;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.Voice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The American English voice "heart", distilled from Kokoro's (hibari-tts 0.2.1, Apache-2.0). The network runs over a
 * whole clause: {@code ids} i64[1, L], {@code speed} f32[1] → five spectra f32[1, 601, F] and the pitch f32[1, F], F
 * frames of 12.5 ms, and the durations f32[L] in units of 25 ms. {@link Vocoder} makes the sound.
 */
public final class HibariEngine implements TtsEngine {

    public static final String MODEL = "hibari";

    private static final Voice HEART = new Voice("heart", "en");
    private static final String DURATIONS = "/Clip_output_0";
    private static final int DURATION_UNIT = 2 * Vocoder.HOP;

    /** The voice was trained on sentences; longer ones lose their melody. */
    private static final int MOST_PHONEMES = 400;

    private static final int PAUSE_BETWEEN_PASSAGES = Speech.SAMPLE_RATE_HZ / 5;

    private final OnnxModel model;
    private final EnglishFrontEnd english;
    private final Vocoder vocoder = new Vocoder();

    private HibariEngine(OnnxModel model, EnglishFrontEnd english) {
        this.model = model;
        this.english = english;
    }

    /**
     * @param folder of the {@value #MODEL} model, imported
     * @param english stays the caller's
     * @param threads for one run; 1 is enough
     */
    public static HibariEngine load(Path folder, EnglishFrontEnd english, Inference inference, int threads) {
        Path onnx = folder.resolve("hibari-timed.onnx");
        OnnxModel model = inference.load(onnx, Inference.Options.threads(threads));
        if (!model.outputs().contains(DURATIONS)) {
            model.close();
            throw new InferenceException(
                    onnx + " has no output " + DURATIONS + ": delete it and pull the model " + MODEL);
        }
        return new HibariEngine(model, english);
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("hibari", MODEL, model.device(), "int8");
    }

    @Override
    public Set<String> languages() {
        return Set.of(HEART.language());
    }

    @Override
    public List<Voice> voices() {
        return List.of(HEART);
    }

    @Override
    public SpeechStream speak(Clause clause, Cancellation cancel) {
        if (!clause.language().equals(HEART.language())) {
            throw new IllegalArgumentException("hibari speaks en, not " + clause.language());
        }
        if (!clause.voice().isEmpty() && !clause.voice().equals(HEART.id())) {
            throw new IllegalArgumentException("hibari has the voice heart, not " + clause.voice());
        }
        String phonemes = PhonemeVocabulary.known(english.phonemes(clause.text()));
        if (phonemes.chars().noneMatch(Character::isLetter)) {
            return SpeechStream.EMPTY;
        }
        SplittableRandom noise = new SplittableRandom(clause.seed());
        List<Speech> passages = new ArrayList<>();
        for (String passage : Passages.of(phonemes, MOST_PHONEMES)) {
            cancel.check();
            Take take = take(passage, clause.speed(), noise, cancel);
            passages.add(EdgeTrim.trim(take.samples(), take.phonemes()));
        }
        Speech speech = Passages.joined(passages, PAUSE_BETWEEN_PASSAGES);
        Loudness.level(speech.samples());
        return SpeechStream.of(speech);
    }

    /** What the voice made of some phonemes, with the silence around it and at its own level. */
    record Take(float[] samples, List<PhonemeSpan> phonemes) {}

    Take take(String phonemes, float speed, SplittableRandom noise, Cancellation cancel) {
        long[] ids = PhonemeVocabulary.paddedIds(phonemes);
        try (Tensor idTensor = Tensor.ofLongs(ids, 1, ids.length);
                Tensor speedTensor = Tensor.ofFloats(new float[] {speed}, 1);
                Outputs outputs = model.run(Map.of("ids", idTensor, "speed", speedTensor))) {
            cancel.check();
            Spectra spectra = new Spectra(
                    outputs.get("lh").floats(),
                    outputs.get("theta").floats(),
                    outputs.get("ln").floats(),
                    outputs.get("lr").floats(),
                    outputs.get("phi").floats(),
                    outputs.get("f0").floats());
            List<PhonemeSpan> spans =
                    PhonemeSpan.ofDurations(phonemes, outputs.get(DURATIONS).floats(), DURATION_UNIT);
            return new Take(vocoder.sound(spectra, noise), spans);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
