package io.talkmatrix.inference.whisper;

/**
 * An int8 matrix [in, out] with one f32 scale per output: w[i][o] ≈ values[i · out + o] · scales[o].
 *
 * @param values row-major [in, out]
 * @param scales [out]
 */
record ByteMatrix(byte[] values, float[] scales) {

    /** Quantises a weight [out, in] symmetrically, the largest magnitude of each output at 127. */
    static ByteMatrix quantiseTransposed(float[] weight, int out, int in) {
        byte[] values = new byte[weight.length];
        float[] scales = new float[out];
        for (int o = 0; o < out; o++) {
            float largest = 0;
            for (int i = 0; i < in; i++) {
                largest = Math.max(largest, Math.abs(weight[o * in + i]));
            }
            float scale = largest == 0 ? 1 : largest / 127;
            scales[o] = scale;
            for (int i = 0; i < in; i++) {
                double rounded = Math.rint(weight[o * in + i] / scale);
                values[i * out + o] = (byte) Math.max(-127, Math.min(127, rounded));
            }
        }
        return new ByteMatrix(values, scales);
    }
}
