package io.talkmatrix.asr;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.StageFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Hears one word for every started second, or what it is told to, for tests of what surrounds an engine. */
final class ScriptedEngine implements AsrEngine {

    final List<Integer> calls = new ArrayList<>();
    final List<List<String>> expected = new ArrayList<>();

    /** Words by the number of samples. */
    IntFunction<String> hears =
            samples -> "word ".repeat((samples + 15_999) / 16_000).strip();

    float averageLogProbability = -0.1f;
    boolean broken;

    @Override
    public EngineInfo info() {
        return new EngineInfo("scripted", "", "cpu", "");
    }

    @Override
    public int maxSamples() {
        return 480_000;
    }

    @Override
    public Transcript transcribe(
            float[] samples, List<String> languages, List<Piece> beginning, Cancellation cancellation) {
        cancellation.check();
        calls.add(samples.length);
        expected.add(languages);
        if (broken) {
            throw new StageFailedException("the engine is broken");
        }
        List<Piece> pieces = new ArrayList<>(beginning);
        List<Piece> heard = pieces(hears.apply(samples.length));
        pieces.addAll(heard.subList(Math.min(beginning.size(), heard.size()), heard.size()));
        return new Transcript(pieces, "en", 1, 0, averageLogProbability);
    }

    /** A piece for each word, with the space before it. */
    static List<Piece> pieces(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> words = Arrays.asList(text.split(" "));
        return IntStream.range(0, words.size())
                .mapToObj(
                        i -> new Piece(" " + words.get(i), List.of(words.get(i).hashCode())))
                .toList();
    }

    @Override
    public void close() {
        // nothing to release
    }
}
