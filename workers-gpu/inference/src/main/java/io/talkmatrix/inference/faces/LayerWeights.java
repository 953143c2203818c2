package io.talkmatrix.inference.faces;

import java.util.SplittableRandom;

/** Where the weights of a network come from. */
interface LayerWeights {

    /** Of {@link Layer#index} order. */
    float[] kernel(Layer layer);

    /** One a channel out. */
    float[] bias(Layer layer);

    /**
     * Noise of the size that keeps the values of a ReLU network in range (He et al. 2015): for measuring speed. Equal seeds
     * give equal weights.
     */
    static LayerWeights random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new LayerWeights() {
            @Override
            public float[] kernel(Layer layer) {
                double spread = Math.sqrt(2.0 / (layer.in() * layer.kernel() * layer.kernel()));
                float[] values = new float[layer.weights()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (spread * random.nextGaussian());
                }
                return values;
            }

            @Override
            public float[] bias(Layer layer) {
                return new float[layer.out()];
            }
        };
    }
}
