package io.talkmatrix.tts;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The loaded engines and which of them speaks what. Immutable.
 *
 * @param engines at least one; an earlier one is preferred where nothing else decides
 * @param engineOf name of the engine for each language tag
 * @param voiceOf voice for each language tag; a language not named has its engine's default voice
 */
public record EngineSet(List<TtsEngine> engines, Map<String, String> engineOf, Map<String, String> voiceOf) {

    /** What a clause is said with; {@code degraded} tells why it is not what the room asked for, or is empty. */
    public record Choice(TtsEngine engine, String language, String voice, String degraded) {}

    public EngineSet {
        engines = List.copyOf(engines);
        engineOf = Map.copyOf(engineOf);
        voiceOf = Map.copyOf(voiceOf);
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("the voice stage needs at least one engine");
        }
    }

    /** True of all loaded engines together, their names joined. */
    public EngineInfo info() {
        return new EngineInfo(
                joined(EngineInfo::engine),
                joined(EngineInfo::model),
                joined(EngineInfo::device),
                joined(EngineInfo::precision));
    }

    /**
     * Engine and voice for a text: the room's voice decides first, then the room's engine, then the configuration.
     *
     * @throws StageFailedException no engine speaks the language
     */
    public Choice choose(String text, String languageTag, Room room) {
        String language = spoken(text, languageTag);
        List<TtsEngine> able = engines.stream()
                .filter(engine -> engine.languages().contains(language))
                .toList();
        if (able.isEmpty()) {
            throw new StageFailedException("no voice for the language '" + language + "': the loaded engines speak "
                    + engines.stream()
                            .flatMap(engine -> engine.languages().stream())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        String askedEngine = room.engines().getOrDefault("tts", "");
        String askedVoice = room.voice().getOrDefault(language, "");
        TtsEngine preferred = named(able, askedEngine, named(able, engineOf.getOrDefault(language, ""), able.get(0)));
        String degraded = askedEngine.isEmpty() || name(preferred).equals(askedEngine)
                ? ""
                : "engine " + askedEngine + " does not speak " + language + " here, " + name(preferred) + " does";
        if (askedVoice.isEmpty()) {
            String voice = voiceOf.getOrDefault(language, "");
            return new Choice(preferred, language, has(preferred, voice, language) ? voice : "", degraded);
        }
        if (has(preferred, askedVoice, language)) {
            return new Choice(preferred, language, askedVoice, degraded);
        }
        for (TtsEngine engine : able) {
            if (askedEngine.isEmpty() && has(engine, askedVoice, language)) {
                return new Choice(engine, language, askedVoice, degraded);
            }
        }
        return new Choice(
                preferred,
                language,
                "",
                "voice " + askedVoice + " is not loaded, " + name(preferred) + " speaks with its default voice");
    }

    /**
     * The same with what may speak in its place if it fails, each with its default voice.
     *
     * @return at least one
     * @throws StageFailedException no engine speaks the language
     */
    List<Choice> ladder(String text, String languageTag, Room room) {
        List<Choice> ladder = new ArrayList<>();
        Choice chosen = choose(text, languageTag, room);
        ladder.add(chosen);
        for (TtsEngine engine : engines) {
            if (engine != chosen.engine() && engine.languages().contains(chosen.language())) {
                String voice = voiceOf.getOrDefault(chosen.language(), "");
                boolean known = has(engine, voice, chosen.language());
                ladder.add(new Choice(engine, chosen.language(), known ? voice : "", chosen.degraded()));
            }
        }
        return ladder;
    }

    private static TtsEngine named(List<TtsEngine> able, String name, TtsEngine otherwise) {
        return able.stream()
                .filter(engine -> name(engine).equals(name))
                .findFirst()
                .orElse(otherwise);
    }

    private static boolean has(TtsEngine engine, String voice, String language) {
        return engine.voices().contains(new Voice(voice, language));
    }

    private static String name(TtsEngine engine) {
        return engine.info().engine();
    }

    /** Chinese characters need a Mandarin voice whatever the tag says; an unknown tag without them is English. */
    private static String spoken(String text, String tag) {
        if (text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
            return "zh";
        }
        int end = 0;
        while (end < tag.length() && Character.isLetter(tag.charAt(end))) {
            end++;
        }
        return end == 0 || tag.equals("und") ? "en" : tag.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private String joined(Function<EngineInfo, String> part) {
        return engines.stream()
                .map(engine -> part.apply(engine.info()))
                .distinct()
                .collect(Collectors.joining("+"));
    }
}
