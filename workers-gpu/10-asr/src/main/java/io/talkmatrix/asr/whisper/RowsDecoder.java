package io.talkmatrix.asr.whisper;

import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several decodings that go on together, one row each: pasts are padded on the left to the longest one, audio on the
 * right, both masked. With weights quantised by row a row's logits are those it would have alone. Not thread-safe.
 */
final class RowsDecoder implements AutoCloseable {

    private static final float MASKED = -1e9f;

    private final OnnxModel model;
    private final int layers;
    private final int rows;
    private final int longest;
    private final int[] positions;
    private final Map<String, Tensor> fixed = new HashMap<>();
    private final Map<String, Tensor> past = new HashMap<>();
    private final float[] logits;
    private Outputs owner; // of past, once it came out of a run
    private int steps;

    /** @param decodings each after its prompt; they stay as they are and may be closed afterwards */
    RowsDecoder(OnnxModel model, int layers, int vocabulary, List<WhisperDecoder> decodings) {
        this.model = model;
        this.layers = layers;
        rows = decodings.size();
        positions = decodings.stream().mapToInt(WhisperDecoder::position).toArray();
        longest = Arrays.stream(positions).max().orElseThrow();
        logits = new float[rows * vocabulary];
        int audio = decodings.stream()
                .mapToInt(decoding -> decoding.audioMask().length)
                .max()
                .orElseThrow();
        float[] mask = new float[rows * audio];
        Arrays.fill(mask, MASKED);
        for (int row = 0; row < rows; row++) {
            float[] own = decodings.get(row).audioMask();
            System.arraycopy(own, 0, mask, row * audio, own.length);
        }
        fixed.put("audio_mask", Tensor.ofFloats(mask, rows, 1, 1, audio));
        for (int l = 0; l < layers; l++) {
            fixed.put("ck" + l, stacked(decodings, "ck" + l, 3, audio, false)); // [B, heads, d, S]
            fixed.put("cv" + l, stacked(decodings, "cv" + l, 2, audio, false)); // [B, heads, S, d]
            past.put("pk" + l, stacked(decodings, "pk" + l, 2, longest, true)); // [B, heads, P, d]
            past.put("pv" + l, stacked(decodings, "pv" + l, 2, longest, true));
        }
    }

    /** One tensor of all rows, each stretched with zeros along {@code axis} to {@code length}. */
    private static Tensor stacked(List<WhisperDecoder> decodings, String name, int axis, int length, boolean left) {
        long[] shape = decodings.get(0).tensor(name).shape();
        shape[0] = decodings.size();
        shape[axis] = length;
        int inner = axis == 2 ? (int) shape[3] : 1;
        int outer = (int) (axis == 2 ? shape[1] : shape[1] * shape[2]);
        float[] all = new float[decodings.size() * outer * length * inner];
        for (int row = 0; row < decodings.size(); row++) {
            Tensor tensor = decodings.get(row).tensor(name);
            float[] own = tensor.floats();
            int ownLength = (int) tensor.shape()[axis];
            for (int o = 0; o < outer; o++) {
                int to = (row * outer + o) * length + (left ? length - ownLength : 0);
                System.arraycopy(own, o * ownLength * inner, all, to * inner, ownLength * inner);
            }
        }
        return Tensor.ofFloats(all, shape);
    }

    /**
     * Goes on by one token a row.
     *
     * @return logits after it, [rows × vocabulary]; overwritten by the next call
     */
    float[] run(long[] tokens) {
        int width = longest + steps + 1;
        long[] places = new long[rows];
        float[] mask = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            places[row] = positions[row] + steps;
            Arrays.fill(mask, row * width, row * width + longest - positions[row], MASKED);
        }
        try (Tensor tokenTensor = Tensor.ofLongs(tokens, rows, 1);
                Tensor positionTensor = Tensor.ofLongs(places, rows, 1);
                Tensor maskTensor = Tensor.ofFloats(mask, rows, 1, 1, width)) {
            Map<String, Tensor> inputs = new HashMap<>(fixed);
            inputs.putAll(past);
            inputs.put("tokens", tokenTensor);
            inputs.put("positions", positionTensor);
            inputs.put("self_mask", maskTensor);
            Outputs outputs = model.run(inputs);
            release();
            owner = outputs;
        }
        steps++;
        for (int l = 0; l < layers; l++) {
            past.put("pk" + l, owner.get("nk" + l));
            past.put("pv" + l, owner.get("nv" + l));
        }
        owner.get("logits").copyTo(logits);
        return logits;
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
        fixed.values().forEach(Tensor::close);
    }
}
