package io.talkmatrix.asr;

import io.talkmatrix.stage.Cancellation;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of one utterance, recognised window by window. A window is recognised ahead while the speaker pauses; if
 * nothing more is said, that result is the final one and nothing is left to do. For one thread.
 */
final class Recognition {

    private final AsrEngine engine;
    private final TextFinish finish;
    private final List<String> languages;
    private final List<Transcript> windows = new ArrayList<>();
    private Transcript ahead;
    private long aheadFrom;
    private long aheadTo;
    private long computeNanos;
    private long samples;

    Recognition(AsrEngine engine, TextFinish finish, List<String> languages) {
        this.engine = engine;
        this.finish = finish;
        this.languages = languages;
    }

    /** Recognises {@code [from, to)} of the audio if that was not done last. */
    Transcript ahead(AudioWindow audio, long from, long to) {
        if (ahead == null || from != aheadFrom || to != aheadTo) {
            long begun = System.nanoTime();
            ahead = engine.transcribe(audio.copy(from, to), expected(), Cancellation.none());
            computeNanos += System.nanoTime() - begun;
            aheadFrom = from;
            aheadTo = to;
        }
        return ahead;
    }

    /** Makes {@code [from, to)} a window of the utterance. */
    void close(AudioWindow audio, long from, long to) {
        windows.add(ahead(audio, from, to));
        samples += to - from;
        ahead = null;
    }

    /** After the first window the language is settled. */
    private List<String> expected() {
        return windows.stream()
                .filter(window -> !window.empty())
                .findFirst()
                .map(window -> List.of(window.language()))
                .orElse(languages);
    }

    /** The words so far, with those recognised ahead. */
    String text() {
        StringBuilder text = new StringBuilder();
        windows.forEach(window -> append(text, window));
        if (ahead != null) {
            append(text, ahead);
        }
        return text.toString();
    }

    private void append(StringBuilder text, Transcript window) {
        String words = finish.finish(window.text(), window.language());
        if (!text.isEmpty() && !words.isEmpty() && !window.language().equals("zh")) {
            text.append(' ');
        }
        text.append(words);
    }

    String language() {
        return windows.stream()
                .filter(window -> !window.empty())
                .findFirst()
                .or(() -> windows.stream().findFirst())
                .map(Transcript::language)
                .orElse(languages.get(0));
    }

    float averageLogProbability() {
        return (float) windows.stream()
                .filter(window -> !window.empty())
                .mapToDouble(Transcript::averageLogProbability)
                .average()
                .orElse(0);
    }

    double computeMillis() {
        return computeNanos / 1e6;
    }

    double audioMillis() {
        return samples / 16.0;
    }
}
