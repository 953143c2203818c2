package io.talkmatrix.tts.kokoro;

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
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.Voice;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kokoro-82M v1.0 (hexgrad, Apache-2.0): Mandarin and American English. One run over a whole passage: {@code tokens}
 * i64[1, L] with a pad on both sides, {@code style} f32[1, 256], {@code speed} f32[1] → {@code audio} f32[N] at 24 kHz
 * and the durations f32[1, L] in units of 25 ms. Deterministic; the seed is not used.
 */
public final class KokoroEngine implements TtsEngine {

    public static final String MODEL = "kokoro-82m";
    public static final String VOICES = "kokoro-voices";

    private static final String AUDIO = "audio";
    private static final String DURATIONS = "/encoder/Clip_output_0";
    private static final int DURATION_UNIT = 600;

    /** The model takes 510; above this the memory of one run grows past what a small machine has to spare. */
    private static final int MOST_PHONEMES = 300;

    private static final int PAUSE_BETWEEN_PASSAGES = Speech.SAMPLE_RATE_HZ / 5;

    private final OnnxModel model;
    private final KokoroVoices voices;
    private final MandarinFrontEnd mandarin;
    private final EnglishFrontEnd english;

    private KokoroEngine(OnnxModel model, KokoroVoices voices, MandarinFrontEnd mandarin, EnglishFrontEnd english) {
        this.model = model;
        this.voices = voices;
        this.mandarin = mandarin;
        this.english = english;
    }

    /**
     * @param folder of the {@value #MODEL} model, imported
     * @param voicesFolder of the {@value #VOICES} model
     * @param english stays the caller's
     * @param threads for one run
     */
    public static KokoroEngine load(
            Path folder,
            Path voicesFolder,
            MandarinFrontEnd mandarin,
            EnglishFrontEnd english,
            Inference inference,
            int threads) {
        KokoroVoices voices = new KokoroVoices(voicesFolder);
        Path onnx = folder.resolve("kokoro.onnx");
        OnnxModel model = inference.load(onnx, Inference.Options.threads(threads));
        if (!model.outputs().contains(DURATIONS)) {
            model.close();
            throw new InferenceException(
                    onnx + " has no output " + DURATIONS + ": delete it and pull the model " + MODEL);
        }
        return new KokoroEngine(model, voices, mandarin, english);
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("kokoro", MODEL, model.device(), "int8");
    }

    @Override
    public Set<String> languages() {
        return Set.of("zh", "en");
    }

    @Override
    public List<Voice> voices() {
        return voices.all();
    }

    @Override
    public Speech synthesize(Clause clause, Cancellation cancel) {
        Voice voice = voices.find(clause.voice(), clause.language());
        String phonemes = PhonemeVocabulary.known(
                voice.language().equals("zh") ? mandarin.phonemes(clause.text()) : english.phonemes(clause.text()));
        if (phonemes.chars().noneMatch(Character::isLetter)) {
            return Speech.EMPTY;
        }
        List<Speech> passages = new ArrayList<>();
        for (String passage : Passages.of(phonemes, MOST_PHONEMES)) {
            cancel.check();
            passages.add(say(passage, voice, clause.speed()));
        }
        cancel.check();
        Speech speech = Passages.joined(passages, PAUSE_BETWEEN_PASSAGES);
        Loudness.level(speech.samples());
        return speech;
    }

    private Speech say(String phonemes, Voice voice, float speed) {
        long[] ids = PhonemeVocabulary.paddedIds(phonemes);
        try (Tensor tokens = Tensor.ofLongs(ids, 1, ids.length);
                Tensor style = Tensor.ofFloats(voices.style(voice, phonemes.length()), 1, KokoroVoices.STYLE);
                Tensor pace = Tensor.ofFloats(new float[] {speed}, 1);
                Outputs outputs = model.run(Map.of("tokens", tokens, "style", style, "speed", pace))) {
            float[] audio = outputs.get(AUDIO).floats();
            return EdgeTrim.trim(
                    audio,
                    PhonemeSpan.ofDurations(phonemes, outputs.get(DURATIONS).floats(), DURATION_UNIT));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
