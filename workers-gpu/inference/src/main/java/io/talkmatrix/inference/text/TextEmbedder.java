package io.talkmatrix.inference.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a sentence into a vector of length 1, so that the dot product of two vectors is their cosine similarity. Runs a
 * BERT-like encoder exported to ONNX ({@code model.onnx}) behind its own tokenizer ({@code tokenizer.json}). Immutable
 * and safe for use from any thread.
 */
public final class TextEmbedder implements AutoCloseable {

    /** How token vectors become one sentence vector. It is a property of the model: bge uses CLS, MiniLM uses MEAN. */
    public enum Pooling {
        /** The first token's vector. */
        CLS,
        /** The mean over all tokens. */
        MEAN
    }

    private static final int MAX_TOKENS = 256;

    private final HuggingFaceTokenizer tokenizer;
    private final OnnxModel model;
    private final Pooling pooling;
    private final String output;

    private TextEmbedder(HuggingFaceTokenizer tokenizer, OnnxModel model, Pooling pooling) {
        this.tokenizer = tokenizer;
        this.model = model;
        this.pooling = pooling;
        this.output = model.outputs().iterator().next();
    }

    /**
     * @param folder of {@code bge-small-zh}, {@code minilm-l6} or a model of the same layout
     * @throws InferenceException if a file cannot be loaded
     */
    public static TextEmbedder load(Inference inference, Path folder, Pooling pooling, int threads) {
        Path vocabulary = folder.resolve("tokenizer.json");
        HuggingFaceTokenizer tokenizer;
        try {
            tokenizer = HuggingFaceTokenizer.builder()
                    .optTokenizerPath(vocabulary)
                    .optPadding(false)
                    .optTruncation(true)
                    .optMaxLength(MAX_TOKENS)
                    .build();
        } catch (IOException | RuntimeException e) {
            throw new InferenceException("cannot load tokenizer " + vocabulary + ": " + e.getMessage(), e);
        }
        try {
            return new TextEmbedder(
                    tokenizer,
                    inference.load(folder.resolve("model.onnx"), Inference.Options.threads(threads)),
                    pooling);
        } catch (InferenceException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** The sentence's vector, L2-normalised. Text beyond 256 tokens is ignored. */
    public float[] embed(String text) {
        Encoding encoding = tokenizer.encode(text);
        long[] ids = encoding.getIds();
        Map<String, Tensor> inputs = new HashMap<>();
        try {
            inputs.put("input_ids", Tensor.ofLongs(ids, 1, ids.length));
            inputs.put("attention_mask", Tensor.ofLongs(encoding.getAttentionMask(), 1, ids.length));
            if (model.inputs().contains("token_type_ids")) {
                inputs.put("token_type_ids", Tensor.ofLongs(encoding.getTypeIds(), 1, ids.length));
            }
            try (Outputs outputs = model.run(inputs, Set.of(output));
                    Tensor tokens = outputs.get(output)) {
                return normalised(pool(tokens.floats(), ids.length)); // [1, tokens, dimensions]
            }
        } finally {
            inputs.values().forEach(Tensor::close);
        }
    }

    /**
     * The vectors of several sentences. Each is computed alone: the models are quantised per call, so a sentence's
     * vector would otherwise depend on its neighbours, and a CPU gains nothing from the batch.
     */
    public List<float[]> embed(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (String text : texts) {
            vectors.add(embed(text));
        }
        return vectors;
    }

    private float[] pool(float[] tokens, int count) {
        int dimensions = tokens.length / count;
        int taken = pooling == Pooling.CLS ? 1 : count;
        float[] sum = new float[dimensions];
        for (int t = 0; t < taken; t++) {
            for (int d = 0; d < dimensions; d++) {
                sum[d] += tokens[t * dimensions + d];
            }
        }
        return sum;
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float v : vector) {
            squares += (double) v * v;
        }
        float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    @Override
    public void close() {
        model.close();
        tokenizer.close();
    }
}
