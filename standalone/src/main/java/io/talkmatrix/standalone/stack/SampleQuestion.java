package io.talkmatrix.standalone.stack;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.Pcm;
import io.talkmatrix.media.Wav;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.TtsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The built-in question of {@code talk}: spoken by one of our own voices, so that no recording of a person is shipped. */
final class SampleQuestion {

    private static final String ENGLISH = "Hi there! How long does shipping take, and is it free?";
    private static final String MANDARIN = "你好，请问今天的直播几点开始？";

    private SampleQuestion() {}

    /** @param voices an engine for a language */
    static Path in(Path cache, Function<String, Optional<TtsEngine>> voices, Progress progress) {
        String language = mandarinIsSpoken() ? "zh" : "en";
        Path file = cache.resolve("sample-question-" + language + ".wav");
        if (!Files.exists(file)) {
            TtsEngine voice = voices.apply(language)
                    .orElseThrow(() -> new UserError(
                            Kind.NO_INPUT,
                            "the built-in question was never spoken, and the voices are in another process:"
                                    + " give a sound file or --text"));
            progress.now("Speaking the built-in question …");
            Clause question = Clause.of(language.equals("zh") ? MANDARIN : ENGLISH, language);
            write(file, voice.synthesize(question, Cancellation.none()));
        }
        return file;
    }

    /** The JVM knows only installed locales; the user's wish is in the environment. */
    private static boolean mandarinIsSpoken() {
        return Locale.getDefault().getLanguage().equals("zh")
                || System.getenv().getOrDefault("LANG", "").startsWith("zh");
    }

    private static void write(Path file, Speech speech) {
        try {
            Files.createDirectories(file.getParent());
            Path partial = Files.createTempFile(file.getParent(), "sample", ".wav");
            Wav.write(partial, Pcm.toBytes(speech.samples(), 0, speech.samples().length), Speech.SAMPLE_RATE_HZ);
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MediaException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
