package io.talkmatrix.tts.app;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.EngineSet;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.TtsStage;
import io.talkmatrix.tts.VoicePack;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.hibari.HibariEngine;
import io.talkmatrix.tts.kokoro.KokoroEngine;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the voice stage: loads the models its configuration names and lets each engine say a sentence, to be warm. */
public final class TtsWorker {

    private TtsWorker() {}

    /**
     * @return the stage, which closes what was loaded here; {@code inference} and {@code models} stay the caller's
     * @throws io.talkmatrix.inference.InferenceException a model is missing or can't be loaded
     */
    public static TtsStage create(TtsConfig config, Inference inference, Models models) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            Path words = models.folder(HibariEngine.MODEL);
            OovNet speller = OovNet.load(words, inference);
            opened.add(speller);
            EnglishPhonemes english = EnglishPhonemes.load(words, speller);
            List<TtsEngine> engines = new ArrayList<>();
            for (String name : new TreeSet<>(config.engines().values())) {
                TtsEngine engine = name.equals(TtsConfig.KOKORO)
                        ? kokoro(config, inference, models, english)
                        : HibariEngine.load(words, english, inference, config.threads());
                opened.add(engine);
                engines.add(engine);
            }
            // Kokoro speaks every language Hibari does, so it comes last where nothing else decides.
            engines.sort((a, b) ->
                    Integer.compare(a.languages().size(), b.languages().size()));
            EngineSet set = new EngineSet(engines, config.engines(), config.voices());
            checkVoices(config, set);
            engines.forEach(engine -> warmUp(engine, config));
            VoicePack pack = new VoicePack(
                    config.voicePacks().isEmpty() ? Optional.empty() : Optional.of(Path.of(config.voicePacks())));
            return new TtsStage(set, config.speed(), pack, speller::close);
        } catch (RuntimeException e) {
            release(opened, e);
            throw e;
        }
    }

    private static TtsEngine kokoro(TtsConfig config, Inference inference, Models models, EnglishPhonemes english) {
        MandarinFrontEnd mandarin = new MandarinFrontEnd(english, products(config.products()));
        return KokoroEngine.load(
                models.folder(KokoroEngine.MODEL),
                models.folder(KokoroEngine.VOICES),
                mandarin,
                english,
                inference,
                config.threads(),
                config.streaming());
    }

    private static ProductLexicon products(String file) {
        if (file.isEmpty()) {
            return ProductLexicon.EMPTY;
        }
        try {
            return ProductLexicon.parse(Files.readAllLines(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("tts.products cannot be read: " + file, e);
        }
    }

    private static void checkVoices(TtsConfig config, EngineSet set) {
        config.voices().forEach((language, voice) -> {
            boolean known = set.engines().stream()
                    .filter(engine ->
                            engine.info().engine().equals(config.engines().get(language)))
                    .flatMap(engine -> engine.voices().stream())
                    .anyMatch(has -> has.id().equals(voice) && has.language().equals(language));
            if (!known) {
                throw new IllegalArgumentException("tts.voices." + language + " is not a voice of "
                        + config.engines().get(language) + ": " + voice);
            }
        });
    }

    /** The sentence is long enough for a piece of each size, so that none is made for the first time in a turn. */
    private static void warmUp(TtsEngine engine, TtsConfig config) {
        for (String language : engine.languages()) {
            String name = engine.info().engine();
            boolean chosen = name.equals(config.engines().get(language));
            String text = language.equals("zh") ? "大家好，欢迎来到我们的直播间！" : "Hello everyone, welcome to our live show!";
            Clause clause =
                    Clause.of(text, language).withVoice(chosen ? config.voices().getOrDefault(language, "") : "");
            engine.synthesize(clause, Cancellation.none());
        }
    }

    private static void release(List<AutoCloseable> opened, RuntimeException cause) {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }
}
