package io.talkmatrix.reply.embed;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.text.TextEmbedder;
import io.talkmatrix.reply.Embedder;
import io.talkmatrix.reply.EmbeddingException;
import java.nio.file.Path;

/** A BERT-like sentence encoder in ONNX. */
public final class OnnxEmbedder implements Embedder {

    private final String model;
    private final TextEmbedder embedder;

    /**
     * @param model id of the catalogue, for milestones
     * @param folder with {@code model.onnx} and {@code tokenizer.json}
     * @param pooling a property of the model: bge uses CLS, MiniLM uses MEAN
     */
    public OnnxEmbedder(Inference inference, String model, Path folder, TextEmbedder.Pooling pooling, int threads) {
        this.model = model;
        this.embedder = TextEmbedder.load(inference, folder, pooling, threads);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public float[] embed(String text) {
        try {
            return embedder.embed(text);
        } catch (InferenceException e) {
            throw new EmbeddingException("embedding with " + model + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        embedder.close();
    }
}
