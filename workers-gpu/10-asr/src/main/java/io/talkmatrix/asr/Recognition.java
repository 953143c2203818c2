package io.talkmatrix.asr;

import io.talkmatrix.asr.RecognitionJob.Done;
import io.talkmatrix.stage.StageFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of one utterance, recognised window by window while it is spoken. Of each window, hypotheses are made again
 * and again; what two of them agree on is settled and begins all that follow. A hypothesis made while the speaker pauses
 * is the final one if nothing more is said, and nothing is left to do then. For one thread.
 */
final class Recognition {

    /** Words at the end of what is agreed on that stay open. */
    private static final int HELD_BACK = 4;

    /** The samples a hypothesis is about, and the sample the stream had come to when it was asked for. */
    record Span(long from, long to, long askedAt) {

        boolean sameAudio(Span other) {
            return other != null && from == other.from && to == other.to;
        }
    }

    private final RoomRecognizer recognizer;
    private final List<String> languages;
    private final List<Transcript> windows = new ArrayList<>();
    private final FinishedText settled;
    private Agreement agreement = new Agreement(HELD_BACK);
    private int settledPieces;
    private Transcript latest;
    private Span latestSpan;
    private Span asked;
    private long computeNanos;
    private long lastNanos;
    private long samples;

    Recognition(RoomRecognizer recognizer, TextFinish finish, List<String> languages) {
        this.recognizer = recognizer;
        this.languages = languages;
        settled = new FinishedText(finish);
    }

    /** Asks for a hypothesis about {@code span} that may be left out; false if it was. */
    boolean askIfFree(AudioWindow audio, Span span) {
        if (!recognizer.startIfFree(task(audio, span))) {
            return false;
        }
        asked = span;
        return true;
    }

    /** Asks for a hypothesis about {@code span} that somebody waits for. What was asked for before is given up. */
    void ask(AudioWindow audio, Span span) {
        recognizer.start(task(audio, span));
        asked = span;
    }

    private Recognizer.Task task(AudioWindow audio, Span span) {
        return new Recognizer.Task(audio.copy(span.from(), span.to()), expected(), agreement.settled());
    }

    /** True if what is asked for, or was heard last, is about the window up to here. */
    boolean about(long to) {
        Span last = asked != null ? asked : latestSpan;
        return last != null && last.to() == to;
    }

    /** True if something is asked for that has not been taken. */
    boolean asked() {
        return asked != null;
    }

    /** Gives up what is being recognised. */
    void drop() {
        if (asked != null) {
            recognizer.drop();
            asked = null;
        }
    }

    /**
     * The next hypothesis, if it has come.
     *
     * @throws StageFailedException it could not be made
     */
    Optional<Span> poll() throws InterruptedException {
        return asked == null || recognizer.busy() ? Optional.empty() : Optional.of(await());
    }

    /** Waits for the hypothesis that was asked for. */
    Span await() throws InterruptedException {
        Span span = asked;
        asked = null;
        Done done = recognizer.await();
        computeNanos += done.nanos();
        lastNanos = done.nanos();
        latest = done.words();
        latestSpan = span;
        agreement.hear(latest);
        List<Piece> all = agreement.settled();
        settled.append(Transcript.textOf(all.subList(settledPieces, all.size())), latest.language());
        settledPieces = all.size();
        return span;
    }

    /** Makes {@code span} a window of the utterance: its words are settled. Waits for them. */
    void close(AudioWindow audio, Span span) throws InterruptedException {
        boolean heard = asked == null && span.sameAudio(latestSpan);
        if (!heard && !span.sameAudio(asked)) {
            ask(audio, span);
        }
        if (!heard) {
            await();
        }
        windows.add(latest);
        settled.append(restOf(latest), latest.language());
        settled.breakHere(latest.language());
        samples += span.to() - span.from();
        agreement = new Agreement(HELD_BACK);
        settledPieces = 0;
        latest = null;
        latestSpan = null;
    }

    private String restOf(Transcript words) {
        return Transcript.textOf(
                words.pieces().subList(settledPieces, words.pieces().size()));
    }

    /** After the first words the language is settled. */
    private List<String> expected() {
        return windows.stream()
                .filter(window -> !window.empty())
                .findFirst()
                .map(window -> List.of(window.language()))
                .orElse(settledPieces > 0 ? List.of(latest.language()) : languages);
    }

    /** The words so far, with those of the latest hypothesis. */
    String text() {
        return latest == null
                ? settled.toString()
                : settled.copy().append(restOf(latest), latest.language()).toString();
    }

    /** How much of {@link #text()} stays as it is. */
    int stable() {
        return settled.length();
    }

    private List<Transcript> heard() {
        List<Transcript> heard = new ArrayList<>(windows);
        if (latest != null) {
            heard.add(latest);
        }
        return heard;
    }

    String language() {
        List<Transcript> heard = heard();
        return heard.stream()
                .filter(window -> !window.empty())
                .findFirst()
                .or(() -> heard.stream().findFirst())
                .map(Transcript::language)
                .orElse(languages.get(0));
    }

    float averageLogProbability() {
        return (float) heard().stream()
                .filter(window -> !window.empty())
                .mapToDouble(Transcript::averageLogProbability)
                .average()
                .orElse(0);
    }

    /** Of everything that was recognised and not given up. */
    double computeMillis() {
        return computeNanos / 1e6;
    }

    /** Of the latest hypothesis. */
    double lastMillis() {
        return lastNanos / 1e6;
    }

    double audioMillis() {
        return samples / 16.0;
    }
}
