package io.talkmatrix.asr.whisper;

import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * One decoding: keeps the keys and values of what was said so far, as tensors that go from one run into the next without
 * a copy. Does not own the encoder's outputs. Not thread-safe.
 */
final class WhisperDecoder implements AutoCloseable {

    private static final float MASKED = -1e9f;

    private final OnnxModel model;
    private final int layers;
    private final Map<String, Tensor> fixed = new HashMap<>(); // cross keys and values, audio mask
    private final Map<String, Tensor> past = new HashMap<>();
    private final float[] logits;
    private Outputs owner; // of past, once it came out of a run
    private int position;

    /**
     * @param encoded outputs of the encoder, open for as long as this lives
     * @param audioMask the mask the encoder was run with
     */
    WhisperDecoder(OnnxModel model, int layers, int vocabulary, Outputs encoded, Tensor audioMask) {
        this.model = model;
        this.layers = layers;
        logits = new float[vocabulary];
        fixed.put("audio_mask", audioMask);
        for (int l = 0; l < layers; l++) {
            Tensor keys = encoded.get("ck" + l); // [1, heads, d, S]
            fixed.put("ck" + l, keys);
            fixed.put("cv" + l, encoded.get("cv" + l));
            long[] shape = keys.shape();
            past.put("pk" + l, Tensor.ofFloats(new float[0], 1, shape[1], 0, shape[2]));
            past.put("pv" + l, Tensor.ofFloats(new float[0], 1, shape[1], 0, shape[2]));
        }
    }

    /**
     * Goes on by some tokens.
     *
     * @return logits after the last of them, [vocabulary]; overwritten by the next call
     */
    float[] run(long... tokens) {
        int count = tokens.length;
        long[] positions = new long[count];
        float[] mask = new float[count * (position + count)];
        for (int n = 0; n < count; n++) {
            positions[n] = position + n;
            for (int later = position + n + 1; later < position + count; later++) {
                mask[n * (position + count) + later] = MASKED;
            }
        }
        try (Tensor tokenTensor = Tensor.ofLongs(tokens, 1, count);
                Tensor positionTensor = Tensor.ofLongs(positions, 1, count);
                Tensor maskTensor = Tensor.ofFloats(mask, 1, 1, count, position + count)) {
            Map<String, Tensor> inputs = new HashMap<>(fixed);
            inputs.putAll(past);
            inputs.put("tokens", tokenTensor);
            inputs.put("positions", positionTensor);
            inputs.put("self_mask", maskTensor);
            Outputs outputs = model.run(inputs);
            release();
            owner = outputs;
        }
        position += count;
        for (int l = 0; l < layers; l++) {
            past.put("pk" + l, owner.get("nk" + l));
            past.put("pv" + l, owner.get("nv" + l));
        }
        owner.get("logits").copyTo(logits);
        return logits;
    }

    /** Tokens taken so far. */
    int position() {
        return position;
    }

    /** Additive mask of the audio, [S]. */
    float[] audioMask() {
        return fixed.get("audio_mask").floats();
    }

    /** One of the tensors that the next run starts from: {@code ck}, {@code cv}, {@code pk}, {@code pv} and a layer. */
    Tensor tensor(String name) {
        Tensor known = fixed.get(name);
        return known == null ? past.get(name) : known;
    }

    private void release() {
        if (owner == null) {
            past.values().forEach(Tensor::close);
        } else {
            owner.close();
        }
    }

    @Override
    public void close() {
        release();
    }
}
