package io.talkmatrix.standalone.stack;

import io.talkmatrix.standalone.config.Settings;
import java.util.List;
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

    private static Stream<String> voiceModels(String engine) {
        return engine.equals("kokoro") ? Stream.of("kokoro-82m", "kokoro-voices") : Stream.of(engine);
    }
}
