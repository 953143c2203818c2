package io.talkmatrix.standalone.stack;

import io.talkmatrix.inference.models.ModelCatalogue;
import io.talkmatrix.inference.models.ModelEntry;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which models the stages need. */
public final class DefaultModels {

    /** What finds a face in a portrait. */
    static final List<String> FACE = List.of("blazeface", "facemesh");

    private DefaultModels() {}

    /** @param profile {@code default} or {@code edge} */
    public static List<String> of(String profile) {
        return of(Settings.defaults(profile));
    }

    /** Those that these settings name, for all stages. */
    public static List<String> of(Settings settings) {
        return of(settings, Role.STAGES);
    }

    /** Those that these settings name, for some of the stages; the voices' engines bring their own. */
    static List<String> of(Settings settings, Set<Role> roles) {
        boolean local =
                settings.reply().llmUrl().isEmpty() && !settings.reply().llm().equals("none");
        List<String> models = new ArrayList<>();
        if (roles.contains(Role.ASR)) {
            models.addAll(List.of("silero-vad", settings.asr().model()));
        }
        if (roles.contains(Role.FACE)) {
            models.addAll(FACE);
            models.addAll(settings.face().networks());
        }
        if (roles.contains(Role.REPLY)) {
            models.addAll(List.of("bge-small-zh", "minilm-l6"));
            if (local) {
                models.add(settings.reply().llm());
            }
        }
        if (roles.contains(Role.CONSOLE)
                && !roles.contains(Role.TTS)
                && settings.tts().engines().containsValue("kokoro")) {
            models.add("kokoro-voices"); // their names are to be chosen from
        }
        if (roles.contains(Role.TTS)) {
            settings.tts().engines().values().stream()
                    .distinct()
                    .sorted()
                    .flatMap(DefaultModels::voiceModels)
                    .forEach(models::add);
        }
        return models;
    }

    /** @throws SettingsException if a setting names a model that the catalogue does not have */
    static void check(Settings settings, ModelCatalogue catalogue) {
        check("talkmatrix.asr.model", settings.asr().model(), catalogue);
        if (!settings.reply().llm().equals("none")) {
            check("talkmatrix.reply.llm", settings.reply().llm(), catalogue);
        }
    }

    private static void check(String key, String model, ModelCatalogue catalogue) {
        if (catalogue.find(model).isEmpty()) {
            throw new SettingsException(key + "=" + model + " is no model of the catalogue: "
                    + catalogue.all().stream().map(ModelEntry::id).collect(Collectors.joining(", ")));
        }
    }

    private static Stream<String> voiceModels(String engine) {
        return engine.equals("kokoro") ? Stream.of("kokoro-82m", "kokoro-voices") : Stream.of(engine);
    }
}
