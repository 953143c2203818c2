package io.talkmatrix.standalone.stack;

import io.talkmatrix.inference.models.ModelCatalogue;
import io.talkmatrix.inference.models.ModelEntry;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.config.SettingsException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which models the stages need. */
public final class DefaultModels {

    private static final List<String> ALWAYS =
            List.of("silero-vad", "blazeface", "facemesh", "bge-small-zh", "minilm-l6");

    private DefaultModels() {}

    /** @param profile {@code default} or {@code edge} */
    public static List<String> of(String profile) {
        return of(Settings.defaults(profile));
    }

    /** Those that these settings name; the voices' engines bring their own. */
    public static List<String> of(Settings settings) {
        boolean local =
                settings.reply().llmUrl().isEmpty() && !settings.reply().llm().equals("none");
        return Stream.of(
                        ALWAYS.stream(),
                        Stream.of(settings.asr().model()),
                        local ? Stream.of(settings.reply().llm()) : Stream.<String>empty(),
                        settings.tts().engines().values().stream()
                                .distinct()
                                .sorted()
                                .flatMap(DefaultModels::voiceModels))
                .flatMap(models -> models)
                .toList();
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
