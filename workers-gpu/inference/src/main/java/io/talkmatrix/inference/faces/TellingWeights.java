package io.talkmatrix.inference.faces;

import java.util.Arrays;

/**
 * Weights set by hand so that a Wav2Lip generator of the true shape shows what reaches it: it hands the whole face through,
 * within three levels of 255, and paints a rectangle about the mouth red as loudly as the sound is at the third column of its
 * window. In silence nothing is painted. With them everything around a generator can be proven without anybody's weights:
 * crop, colours and their order, windows of sound, paste-back.
 */
final class TellingWeights implements LayerWeights {

    private static final int HINGES = 10;
    private static final int LOUD = 3 * HINGES;
    private static final float PAINT = 4;
    private static final double DARKEST = .002;
    private static final int FEATURES_OF_FACE = 64;

    private static final float[] THIRDS = {1 / 3f, 1 / 3f, 1 / 3f};
    private static final float[] FIRST = {1, 0, 0};
    private static final float[] MIDDLE = {0, 1, 0};
    private static final float[] LAST = {0, 0, 1};
    private static final float[] TWICE = {0, 1, 1};
    private static final float[] LAST_OF_FOUR = {0, -1, 1};

    private final boolean large;

    /** @param size of the generator, 96 or 256 */
    TellingWeights(int size) {
        large = size == 256;
    }

    @Override
    public float[] kernel(Layer layer) {
        float[] kernel = new float[layer.weights()];
        switch (layer.name()) {
            case "face.0.0" -> {
                for (int colour = 0; colour < 3; colour++) {
                    kernel[layer.index(colour, 3 + colour, 3, 3)] = 1;
                }
            }
            case "audio.0" -> put(layer, kernel, MIDDLE, MIDDLE, 1);
            case "audio.3" -> put(layer, kernel, THIRDS, MIDDLE, 1);
            case "audio.6", "audio.9" -> put(layer, kernel, THIRDS, FIRST, 1);
            case "audio.11" -> {
                if (!large) {
                    put(layer, kernel, THIRDS, MIDDLE, 1);
                }
            }
            case "audio.12" -> {
                if (large) {
                    put(layer, kernel, MIDDLE, MIDDLE, 1);
                } else {
                    kernel[0] = 1;
                }
            }
            case "audio.15" -> put(layer, kernel, THIRDS, MIDDLE, 1);
            case "audio.16", "decode.0.0" -> kernel[0] = 1;
            case "decode.1.0" -> put(layer, kernel, large ? LAST_OF_FOUR : LAST, MIDDLE, calm());
            case "decode.2.0" -> put(layer, kernel, MIDDLE, TWICE, calm());
            case "decode.3.0", "decode.4.0", "decode.5.0", "decode.6.0", "decode.7.0" ->
                put(layer, kernel, TWICE, TWICE, calm());
            case "out.0" -> {
                for (int colour = 0; colour < 3; colour++) {
                    for (int hinge = 0; hinge < HINGES; hinge++) {
                        kernel[layer.index(colour * HINGES + hinge, FEATURES_OF_FACE + colour, 1, 1)] = 1;
                    }
                }
                kernel[layer.index(LOUD, 0, 1, 1)] = calm();
            }
            case "out.1" -> {
                for (int colour = 0; colour < 3; colour++) {
                    for (int hinge = 0; hinge < HINGES; hinge++) {
                        float before = hinge == 0 ? 0 : slope(hinge - 1);
                        kernel[layer.index(colour, colour * HINGES + hinge, 0, 0)] = slope(hinge) - before;
                    }
                    kernel[layer.index(colour, LOUD, 0, 0)] = colour == 2 ? PAINT : -PAINT;
                }
            }
            default -> {
                // Residuals add nothing; the encoder's deeper pictures stay black.
            }
        }
        return kernel;
    }

    @Override
    public float[] bias(Layer layer) {
        float[] bias = new float[layer.out()];
        switch (layer.name()) {
            case "audio.0" -> bias[0] = 4; // silence is −4
            case "out.0" -> {
                for (int unit = 0; unit < 3 * HINGES; unit++) {
                    bias[unit] = (float) -knot(unit % HINGES);
                }
            }
            case "out.1" -> Arrays.fill(bias, (float) logit(0));
            default -> {
                // none
            }
        }
        return bias;
    }

    /** The attention of the large network, without weights of its own, lets one and a half times of a value through. */
    private float calm() {
        return large ? 1 / 1.5f : 1;
    }

    /** Channel 0 alone, the kernel the product of a column and a row. */
    private static void put(Layer layer, float[] kernel, float[] rows, float[] columns, float factor) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                kernel[layer.index(0, 0, row, column)] = factor * rows[row] * columns[column];
            }
        }
    }

    /** Where the broken line that stands for the inverse of the sigmoid bends; denser where that is steep. */
    private static double knot(int index) {
        double sine = Math.sin(Math.PI / 2 * index / HINGES);
        return sine * sine;
    }

    private static double logit(int index) {
        double x = Math.max(DARKEST, Math.min(1 - DARKEST, knot(index)));
        return Math.log(x / (1 - x));
    }

    private static float slope(int index) {
        return (float) ((logit(index + 1) - logit(index)) / (knot(index + 1) - knot(index)));
    }
}
