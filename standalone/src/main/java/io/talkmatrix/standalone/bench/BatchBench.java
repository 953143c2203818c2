package io.talkmatrix.standalone.bench;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.faces.GfpganGraph;
import io.talkmatrix.inference.faces.RestorerImporter;
import io.talkmatrix.inference.faces.Wav2LipGraph;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.standalone.stack.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * What the models gain from running the requests of several rooms as one batch: time of a run with 1, 2, 4 and 8 of them,
 * and how much more is done in the same time. Inputs are of the size of a short utterance or sentence. Models whose graph
 * takes one request only (Kokoro, Hibari) are not here. The networks that draw faces have weights of noise: theirs are the
 * user's.
 */
public final class BatchBench {

    private static final int[] BATCHES = {1, 2, 4, 8};
    private static final int TOKENS = 16;
    private static final int AUDIO_FRAMES = 275; // 3 s, its silence thinned out
    private static final int PAST = 20;
    private static final int HEADS = 8;
    private static final int HEAD_SIZE = 64;
    private static final int LAYERS = 6;
    private static final int VAD_SAMPLES = 576;
    private static final String MADE = "made.onnx";
    private static final long SEED = 1;

    private final Inference inference;
    private final ModelStore models;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    /** Where a graph comes from: the catalogue, or a file made in a folder for the trial. */
    @FunctionalInterface
    private interface Graph {
        Path in(Path folder) throws IOException;
    }

    @FunctionalInterface
    private interface Writer {
        void write(Path file) throws IOException;
    }

    private record Trial(String name, Graph graph, int runs, IntFunction<Map<String, Tensor>> inputs) {}

    public BatchBench(Inference inference, ModelStore models) {
        this.inference = inference;
        this.models = models;
    }

    /** What can be measured. */
    public List<String> names() {
        return trials().stream().map(Trial::name).toList();
    }

    /**
     * Measures.
     *
     * @param threads of each run
     * @param only of these {@link #names}, all if empty
     */
    public BenchReport run(int threads, List<String> only) throws InterruptedException {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Trial trial : trials()) {
            if (only.isEmpty() || only.contains(trial.name())) {
                measure(trial, threads, figures);
            }
        }
        return new BenchReport(
                "batch",
                Machine.commit(Installation.home()),
                Machine.device(),
                threads + " threads",
                figures,
                List.of());
    }

    private void measure(Trial trial, int threads, Map<String, Double> figures) {
        try {
            Path folder = Files.createTempDirectory("talkmatrix-batch");
            try (OnnxModel model = inference.load(trial.graph().in(folder), Inference.Options.threads(threads))) {
                double alone = 0;
                for (int batch : BATCHES) {
                    double millis = fastest(model, trial, batch);
                    alone = batch == 1 ? millis : alone;
                    figures.put(trial.name() + "Millis." + batch, millis);
                    figures.put(trial.name() + "Gain." + batch, round(alone * batch / millis));
                }
            } finally {
                Files.deleteIfExists(folder.resolve(MADE));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a graph to measure cannot be written: " + e.getMessage(), e);
        }
    }

    private double fastest(OnnxModel model, Trial trial, int batch) {
        Map<String, Tensor> inputs = trial.inputs().apply(batch);
        long best = Long.MAX_VALUE;
        try {
            for (int i = 0; i < trial.runs(); i++) {
                long start = System.nanoTime();
                try (Outputs outputs = model.run(inputs)) {
                    best = Math.min(best, System.nanoTime() - start);
                }
            }
        } finally {
            inputs.values().forEach(Tensor::close);
        }
        return round(best / 1e6);
    }

    private static double round(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", value));
    }

    private List<Trial> trials() {
        return List.of(
                new Trial("whisperEncoder", any -> models.file("whisper-base", "encoder.onnx"), 8, this::encoder),
                new Trial("whisperToken", any -> models.file("whisper-base", "decoder.onnx"), 30, this::decoder),
                new Trial("sileroVad", any -> models.file("silero-vad", "silero_vad_v6.onnx"), 200, this::vad),
                new Trial(
                        "bgeSmallZh", any -> models.file("bge-small-zh", "model.onnx"), 50, batch -> sentences(batch)),
                new Trial("miniLm", any -> models.file("minilm-l6", "model.onnx"), 50, batch -> sentences(batch)),
                new Trial("wav2lip96", noise(file -> Wav2LipGraph.writeOfNoise(file, 96, SEED)), 8, b -> lips(b, 96)),
                new Trial(
                        "wav2lip256", noise(file -> Wav2LipGraph.writeOfNoise(file, 256, SEED)), 4, b -> lips(b, 256)),
                new Trial("gfpgan", noise(file -> GfpganGraph.writeOfNoise(file, SEED)), 2, this::face));
    }

    /** A graph with weights of noise, which is as much work as one with a user's. */
    private static Graph noise(Writer writer) {
        return folder -> {
            Path file = folder.resolve(MADE);
            writer.write(file);
            return file;
        };
    }

    private Map<String, Tensor> lips(int batch, int size) {
        return Map.of(
                Wav2LipGraph.MEL, noise(batch, 1, Wav2LipGraph.MEL_BANDS, Wav2LipGraph.MEL_COLUMNS),
                Wav2LipGraph.FACE, noise(batch, 6, size, size));
    }

    private Map<String, Tensor> face(int batch) {
        return Map.of(RestorerImporter.FACE, noise(batch, 3, RestorerImporter.SIZE, RestorerImporter.SIZE));
    }

    private Map<String, Tensor> encoder(int batch) {
        int melFrames = 2 * (AUDIO_FRAMES + 4);
        return Map.of(
                "mel", noise(batch, 80, melFrames),
                "frame_idx", Tensor.ofLongs(LongStream.range(0, AUDIO_FRAMES).toArray(), AUDIO_FRAMES),
                "pos_idx", Tensor.ofLongs(LongStream.range(0, AUDIO_FRAMES).toArray(), AUDIO_FRAMES),
                "audio_mask", Tensor.ofFloats(new float[AUDIO_FRAMES], 1, 1, 1, AUDIO_FRAMES));
    }

    private Map<String, Tensor> decoder(int batch) {
        Map<String, Tensor> inputs = new HashMap<>();
        inputs.put(
                "tokens",
                Tensor.ofLongs(LongStream.generate(() -> 100).limit(batch).toArray(), batch, 1));
        inputs.put(
                "positions",
                Tensor.ofLongs(LongStream.generate(() -> PAST).limit(batch).toArray(), batch, 1));
        inputs.put("self_mask", Tensor.ofFloats(new float[PAST + 1], 1, 1, 1, PAST + 1));
        inputs.put("audio_mask", Tensor.ofFloats(new float[AUDIO_FRAMES], 1, 1, 1, AUDIO_FRAMES));
        for (int l = 0; l < LAYERS; l++) {
            inputs.put("pk" + l, noise(batch, HEADS, PAST, HEAD_SIZE));
            inputs.put("pv" + l, noise(batch, HEADS, PAST, HEAD_SIZE));
            inputs.put("ck" + l, noise(batch, HEADS, HEAD_SIZE, AUDIO_FRAMES));
            inputs.put("cv" + l, noise(batch, HEADS, AUDIO_FRAMES, HEAD_SIZE));
        }
        return inputs;
    }

    private Map<String, Tensor> vad(int batch) {
        return Map.of(
                "input", noise(batch, VAD_SAMPLES),
                "state", Tensor.ofFloats(new float[2 * batch * 128], 2, batch, 128),
                "sr", Tensor.ofLongs(new long[] {16_000}));
    }

    private static Map<String, Tensor> sentences(int batch) {
        long[] ids = LongStream.range(0, (long) batch * TOKENS)
                .map(i -> 101 + i % 500)
                .toArray();
        long[] ones = LongStream.generate(() -> 1).limit(ids.length).toArray();
        return Map.of(
                "input_ids", Tensor.ofLongs(ids, batch, TOKENS),
                "attention_mask", Tensor.ofLongs(ones, batch, TOKENS),
                "token_type_ids", Tensor.ofLongs(new long[ids.length], batch, TOKENS));
    }

    private Tensor noise(long... shape) {
        float[] values = new float[Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> a * b))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.ofFloats(values, shape);
    }
}
