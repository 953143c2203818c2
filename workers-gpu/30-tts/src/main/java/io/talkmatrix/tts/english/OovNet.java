package io.talkmatrix.tts.english;

import io.talkmatrix.inference.Device;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The neural net for words that no dictionary has: {@code chars} i64[1, letters] → {@code ids} i64[1, steps], a CTC
 * alignment. One run per word. Safe for use from any thread.
 */
public final class OovNet implements OovSpeller, AutoCloseable {

    private static final int MAX_LETTERS = 24;

    private final OnnxModel model;
    private final Map<Integer, Integer> letters; // code point to id, from 1
    private final List<String> symbols; // of id 1, 2, …

    private OovNet(OnnxModel model, List<String> letters, List<String> symbols) {
        this.model = model;
        this.letters = new HashMap<>();
        letters.forEach(letter -> this.letters.put(letter.codePointAt(0), this.letters.size() + 1));
        this.symbols = symbols;
    }

    /** Loads {@code oov.onnx} and its alphabets from the folder of the {@code hibari} model. */
    public static OovNet load(Path folder, Inference inference) {
        Map<String, List<String>> alphabets = new EnglishFiles(folder).oovAlphabets();
        OnnxModel model = inference.load(
                folder.resolve("oov.onnx"), Inference.Options.threads(1).on(Device.CPU));
        return new OovNet(model, alphabets.get("in"), alphabets.get("out"));
    }

    @Override
    public String spell(String word) {
        long[] ids = word.codePoints()
                .filter(letters::containsKey)
                .limit(MAX_LETTERS)
                .mapToLong(letters::get)
                .toArray();
        if (ids.length == 0) {
            return "";
        }
        try (Tensor chars = Tensor.ofLongs(ids, 1, ids.length);
                Outputs outputs = model.run(Map.of("chars", chars))) {
            return collapse(outputs.get("ids").longs());
        }
    }

    /** CTC: repeats count once, 0 is blank. */
    private String collapse(long[] steps) {
        StringBuilder phonemes = new StringBuilder();
        long previous = 0;
        for (long step : steps) {
            if (step != previous && step != 0) {
                phonemes.append(symbols.get(Math.toIntExact(step - 1)));
            }
            previous = step;
        }
        return phonemes.toString();
    }

    @Override
    public void close() {
        model.close();
    }
}
