package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be other in a replay than it was: of the rooms ({@code tts.voice}, {@code tts.voice.zh}, {@code
 * room.avatar}, {@code room.persona}, {@code room.language}, {@code room.seed}, {@code room.engines.STAGE}) or of the
 * stages' settings (every other key, {@code talkmatrix.} before it).
 */
public record Changes(Map<String, String> all) {

    private static final String VOICE = "tts.voice";
    private static final String ROOM = "room.";
    private static final String ENGINES = "room.engines.";

    /** Nothing is changed. */
    public static final Changes NONE = new Changes(Map.of());

    public Changes {
        all = Map.copyOf(all);
    }

    /**
     * Reads {@code key=value} entries.
     *
     * @throws UserError if one is not of that form
     */
    public static Changes parse(List<String> entries) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String entry : entries) {
            String[] parts = entry.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw new UserError(Kind.BAD_DATA, "--set takes key=value, for example tts.voice=zf_xiaoyi: " + entry);
            }
            all.put(parts[0].strip(), parts[1].strip());
        }
        return new Changes(all);
    }

    /** Settings of the stages, by their full keys. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        all.forEach((key, value) -> {
            if (!ofRoom(key)) {
                settings.put(key.startsWith("talkmatrix.") ? key : "talkmatrix." + key, value);
            }
        });
        return settings;
    }

    private static boolean ofRoom(String key) {
        return key.equals(VOICE) || key.startsWith(VOICE + '.') || key.startsWith(ROOM);
    }

    /**
     * The room as it is to be, shown nowhere.
     *
     * @param languages tags of what was said in it, for a voice without a language
     * @param clockSink whose PLAYED drives it
     * @throws UserError if a change makes no sense
     */
    Room of(Room was, Set<String> languages, String clockSink) {
        Map<String, String> voice = new TreeMap<>(was.voice());
        Map<String, String> engines = new TreeMap<>(was.engines());
        Map<String, String> others = new TreeMap<>();
        all.forEach((key, value) -> {
            if (key.equals(VOICE)) {
                voice.put(onlyLanguage(value, languages), value);
            } else if (key.startsWith(VOICE + '.')) {
                voice.put(key.substring(VOICE.length() + 1), value);
            } else if (key.startsWith(ENGINES)) {
                engines.put(key.substring(ENGINES.length()), value);
            } else if (key.startsWith(ROOM)) {
                others.put(key.substring(ROOM.length()), value);
            }
        });
        String avatar = taken(others, "avatar", was.avatar());
        String persona = taken(others, "persona", was.persona());
        String language = taken(others, "language", was.language());
        long seed = number(taken(others, "seed", Long.toString(was.seed())));
        if (!others.isEmpty()) {
            throw new UserError(
                    Kind.BAD_DATA,
                    "--set room." + others.keySet().iterator().next()
                            + ": of a room, avatar, persona, language, seed and engines.STAGE can be set");
        }
        return was.toBuilder()
                .state(Room.State.OPEN)
                .avatar(avatar)
                .voice(voice)
                .language(language)
                .persona(persona)
                .outputs(List.of())
                .clockSink(clockSink)
                .engines(engines)
                .seed(seed)
                .build();
    }

    private static String onlyLanguage(String voice, Set<String> languages) {
        if (languages.size() != 1) {
            throw new UserError(
                    Kind.BAD_DATA,
                    "--set tts.voice=" + voice + ": the turns speak "
                            + (languages.isEmpty() ? "no language that is known" : String.join(" and ", languages))
                            + ", so say which is meant, for example --set tts.voice.zh=" + voice);
        }
        return languages.iterator().next();
    }

    private static String taken(Map<String, String> from, String key, String otherwise) {
        String value = from.remove(key);
        return value == null ? otherwise : value;
    }

    private static long number(String seed) {
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw new UserError(Kind.BAD_DATA, "--set room.seed=" + seed + " is no whole number", e);
        }
    }
}
