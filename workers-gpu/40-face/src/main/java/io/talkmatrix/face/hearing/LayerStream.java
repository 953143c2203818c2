package io.talkmatrix.face.hearing;

/**
 * One layer at work on a stream of frames: a convolution over time with gaps, a rectifier, and the layer's own frame added
 * where the sizes agree. What it needs of the past is kept in a ring; frames before the first are zero. Not thread-safe.
 */
final class LayerStream {

    private final HearingWeights.Layer layer;
    private final boolean last;
    private final float[][] ring;
    private final float[] out;
    private long taken;

    /** @param last true leaves out the rectifier */
    LayerStream(HearingWeights.Layer layer, boolean last) {
        this.layer = layer;
        this.last = last;
        this.ring = new float[layer.back() + layer.ahead() + 1][layer.inputs()];
        this.out = new float[layer.outputs()];
    }

    /**
     * Takes the next frame.
     *
     * @return the frame that is complete with it, reused by the next call; null if none is yet
     */
    float[] add(float[] frame) {
        System.arraycopy(frame, 0, ring[at(taken)], 0, layer.inputs());
        taken++;
        long done = taken - 1 - layer.ahead();
        if (done < 0) {
            return null;
        }
        System.arraycopy(layer.bias(), 0, out, 0, out.length);
        int[] offsets = layer.offsets();
        for (int tap = 0; tap < offsets.length; tap++) {
            if (done + offsets[tap] >= 0) {
                accumulate(ring[at(done + offsets[tap])], tap * layer.inputs() * out.length);
            }
        }
        if (!last) {
            float[] own = ring[at(done)];
            boolean added = own.length == out.length;
            for (int i = 0; i < out.length; i++) {
                out[i] = Math.max(0, out[i]) + (added ? own[i] : 0);
            }
        }
        return out;
    }

    private void accumulate(float[] seen, int from) {
        float[] weights = layer.weights();
        float[] sums = out;
        int width = sums.length;
        int i = 0;
        int row = from;
        // Four inputs a pass: sums are read and written a quarter as often.
        for (; i + 3 < seen.length; i += 4, row += 4 * width) {
            float a = seen[i];
            float b = seen[i + 1];
            float c = seen[i + 2];
            float d = seen[i + 3];
            int second = row + width;
            int third = second + width;
            int fourth = third + width;
            for (int o = 0; o < width; o++) {
                sums[o] += a * weights[row + o]
                        + b * weights[second + o]
                        + c * weights[third + o]
                        + d * weights[fourth + o];
            }
        }
        for (; i < seen.length; i++, row += width) {
            float value = seen[i];
            for (int o = 0; o < width; o++) {
                sums[o] += value * weights[row + o];
            }
        }
    }

    private int at(long frame) {
        return (int) (frame % ring.length);
    }
}
