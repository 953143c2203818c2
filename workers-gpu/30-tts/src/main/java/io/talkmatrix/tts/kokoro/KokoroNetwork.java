package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.kokoro.KokoroGraphs;
import io.talkmatrix.inference.kokoro.KokoroImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kokoro's network in its parts, see {@link KokoroGraphs}. Loaded once, shared by all rooms; safe for use from any
 * thread. The measuring generator is loaded when it is first used: a voice with fitted statistics never needs it.
 */
final class KokoroNetwork implements AutoCloseable {

    private static final int STYLE = KokoroVoices.STYLE;

    private final Path folder;
    private final Inference inference;
    private final int threads;
    private final List<OnnxModel> loaded = new ArrayList<>();
    private final OnnxModel encoder;
    private final OnnxModel decoder;
    private final OnnxModel generator;
    private OnnxModel measuring;

    /**
     * @param folder of the model, imported
     * @param threads for one run
     */
    KokoroNetwork(Path folder, Inference inference, int threads) {
        this.folder = folder;
        this.inference = inference;
        this.threads = threads;
        try {
            encoder = load(KokoroImporter.ENCODER);
            decoder = load(KokoroImporter.DECODER);
            generator = load(KokoroImporter.GENERATOR);
        } catch (InferenceException e) {
            close();
            throw e;
        }
    }

    private OnnxModel load(String file) {
        OnnxModel model = inference.load(folder.resolve(file), Inference.Options.threads(threads));
        loaded.add(model);
        return model;
    }

    String device() {
        return generator.device();
    }

    /** @param tokens ids, pads included */
    Prosody encode(long[] tokens, float[] style, float speed) {
        try (Tensor ids = Tensor.ofLongs(tokens, 1, tokens.length);
                Tensor row = Tensor.ofFloats(style, 1, STYLE);
                Tensor pace = Tensor.ofFloats(new float[] {speed}, 1);
                Outputs outputs = encoder.run(Map.of("tokens", ids, "style", row, "speed", pace))) {
            return new Prosody(
                    outputs.get(KokoroGraphs.TEXT).floats(),
                    outputs.get(KokoroGraphs.PITCH).floats(),
                    outputs.get(KokoroGraphs.ENERGY).floats(),
                    outputs.get(KokoroGraphs.DURATIONS).floats());
        }
    }

    /** @param weights how much each unit counts in the norms over time */
    Timbre decode(Prosody prosody, float[] weights, float[] style) {
        int units = prosody.units();
        try (Tensor text = Tensor.ofFloats(prosody.text(), 1, Prosody.TEXT_CHANNELS, units);
                Tensor pitch = Tensor.ofFloats(prosody.pitch(), 1, 1, 2L * units);
                Tensor energy = Tensor.ofFloats(prosody.energy(), 1, 1, 2L * units);
                Tensor row = Tensor.ofFloats(style, 1, STYLE);
                Tensor whole = Tensor.ofFloats(UnitWeights.spread(weights, 1, 0), 1, units, 1);
                Tensor half = Tensor.ofFloats(UnitWeights.spread(weights, 2, 0), 1, 2L * units, 1);
                Outputs outputs = decoder.run(Map.of(
                        KokoroGraphs.TEXT,
                        text,
                        KokoroGraphs.PITCH,
                        pitch,
                        KokoroGraphs.ENERGY,
                        energy,
                        "style",
                        row,
                        KokoroGraphs.UNIT_WEIGHTS,
                        whole,
                        KokoroGraphs.HALF_UNIT_WEIGHTS,
                        half))) {
            return new Timbre(
                    outputs.get(KokoroGraphs.FEATURES).floats(),
                    outputs.get(KokoroGraphs.SOURCE).floats());
        }
    }

    /** @return 600 samples for each unit of the slice */
    float[] generate(Timbre slice, float[] statistics, float[] style) {
        try (Tensor features = features(slice);
                Tensor source = source(slice);
                Tensor row = Tensor.ofFloats(style, 1, STYLE);
                Tensor norms = Tensor.ofFloats(statistics, 1, statistics.length, 1);
                Outputs outputs = generator.run(Map.of(
                        KokoroGraphs.FEATURES,
                        features,
                        KokoroGraphs.SOURCE,
                        source,
                        "style",
                        row,
                        KokoroGraphs.STATISTICS,
                        norms))) {
            return outputs.get(KokoroGraphs.AUDIO).floats();
        }
    }

    /** @param statistics empty if they were not asked for */
    record Measured(float[] audio, float[] statistics) {}

    /** Sounds a whole utterance with its own norm statistics, taken over weighted units. */
    Measured measure(Timbre whole, float[] weights, float[] style, boolean statistics) {
        int units = whole.units();
        try (Tensor features = features(whole);
                Tensor source = source(whole);
                Tensor row = Tensor.ofFloats(style, 1, STYLE);
                Tensor coarse = Tensor.ofFloats(UnitWeights.spread(weights, 20, 0), 1, 20L * units, 1);
                Tensor fine = Tensor.ofFloats(UnitWeights.spread(weights, 120, 1), 1, 120L * units + 1, 1);
                Outputs outputs = measuring()
                        .run(
                                Map.of(
                                        KokoroGraphs.FEATURES,
                                        features,
                                        KokoroGraphs.SOURCE,
                                        source,
                                        "style",
                                        row,
                                        KokoroGraphs.COARSE_WEIGHTS,
                                        coarse,
                                        KokoroGraphs.FINE_WEIGHTS,
                                        fine),
                                statistics
                                        ? Set.of(KokoroGraphs.AUDIO, KokoroGraphs.STATISTICS)
                                        : Set.of(KokoroGraphs.AUDIO))) {
            return new Measured(
                    outputs.get(KokoroGraphs.AUDIO).floats(),
                    statistics ? outputs.get(KokoroGraphs.STATISTICS).floats() : new float[0]);
        }
    }

    private static Tensor features(Timbre timbre) {
        return Tensor.ofFloats(timbre.features(), 1, Timbre.CHANNELS, 2L * timbre.units());
    }

    private static Tensor source(Timbre timbre) {
        return Tensor.ofFloats(timbre.source(), 1, 1, timbre.source().length);
    }

    private synchronized OnnxModel measuring() {
        if (measuring == null) {
            measuring = load(KokoroImporter.MEASURE);
        }
        return measuring;
    }

    @Override
    public synchronized void close() {
        loaded.forEach(OnnxModel::close);
        loaded.clear();
    }
}
