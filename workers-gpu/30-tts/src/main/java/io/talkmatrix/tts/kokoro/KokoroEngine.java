package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.EnglishFrontEnd;
import io.talkmatrix.tts.Passages;
import io.talkmatrix.tts.PhonemeVocabulary;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.SpeechStream;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.Voice;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Kokoro-82M v1.0 (hexgrad, Apache-2.0): Mandarin and American English. A clause is streamed: encoder and decoder run
 * over all of it, the generator piece by piece (see {@link KokoroStream}). Deterministic; the seed is not used.
 */
public final class KokoroEngine implements TtsEngine {

    public static final String MODEL = "kokoro-82m";
    public static final String VOICES = "kokoro-voices";

    /** The model takes 510; above this the memory of one run grows past what a small machine has to spare. */
    private static final int MOST_PHONEMES = 300;

    private static final int PAUSE_BETWEEN_PASSAGES = Speech.SAMPLE_RATE_HZ / 5;

    private final KokoroNetwork network;
    private final KokoroVoices voices;
    private final VoiceStatisticsStore statistics;
    private final boolean streaming;
    private final MandarinFrontEnd mandarin;
    private final EnglishFrontEnd english;

    private KokoroEngine(
            KokoroNetwork network,
            KokoroVoices voices,
            Path statisticsFolder,
            boolean streaming,
            MandarinFrontEnd mandarin,
            EnglishFrontEnd english) {
        this.network = network;
        this.streaming = streaming;
        this.voices = voices;
        this.mandarin = mandarin;
        this.english = english;
        this.statistics = new VoiceStatisticsStore(
                voices, new VoiceCalibration(network, voices), this::frontEnd, statisticsFolder, background());
    }

    /**
     * @param folder of the {@value #MODEL} model, imported; statistics fitted to voices are kept below it
     * @param voicesFolder of the {@value #VOICES} model
     * @param english stays the caller's
     * @param threads for one run
     * @param streaming false makes the generator run once over a whole clause, which needs no statistics
     */
    public static KokoroEngine load(
            Path folder,
            Path voicesFolder,
            MandarinFrontEnd mandarin,
            EnglishFrontEnd english,
            Inference inference,
            int threads,
            boolean streaming) {
        KokoroVoices voices = new KokoroVoices(voicesFolder);
        KokoroNetwork network = new KokoroNetwork(folder, inference, threads);
        return new KokoroEngine(network, voices, folder.resolve("statistics"), streaming, mandarin, english);
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("kokoro", MODEL, network.device(), "int8");
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
    public SpeechStream speak(Clause clause, Cancellation cancel) {
        Voice voice = voices.find(clause.voice(), clause.language());
        String phonemes = PhonemeVocabulary.known(frontEnd(voice.language()).apply(clause.text()));
        if (phonemes.chars().noneMatch(Character::isLetter)) {
            return SpeechStream.EMPTY;
        }
        Optional<VoiceStatistics> norms = streaming ? statistics.of(voice) : Optional.empty();
        List<SpeechStream> passages = new ArrayList<>();
        for (String passage : Passages.of(phonemes, MOST_PHONEMES)) {
            cancel.check();
            float[] style = voices.style(voice, passage.length());
            Prosody prosody = network.encode(PhonemeVocabulary.paddedIds(passage), style, clause.speed());
            passages.add(new KokoroStream(network, prosody, passage, style, norms, cancel));
        }
        return SpeechStream.joined(passages, PAUSE_BETWEEN_PASSAGES);
    }

    private static ExecutorService background() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "kokoro-statistics");
            thread.setDaemon(true);
            return thread;
        });
    }

    private UnaryOperator<String> frontEnd(String language) {
        return language.equals("zh") ? mandarin::phonemes : english::phonemes;
    }

    @Override
    public void close() {
        statistics.close();
        network.close();
    }
}
