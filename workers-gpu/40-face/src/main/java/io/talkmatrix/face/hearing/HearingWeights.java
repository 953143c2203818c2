package io.talkmatrix.face.hearing;

import io.talkmatrix.stage.Viseme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The network's weights and how its word is turned into shapes, as {@code training/network.py} writes them: little endian;
 * magic, number of layers; for each layer taps, inputs, outputs, the frames it sees relative to its own, a scale and a bias
 * for each output, weights of 8 bits [taps · inputs][outputs]; then delay, cost of a change, a favour for each shape, two
 * tables of risks, and what makes a closure certain. Immutable.
 *
 * @param layers in order; the last one's outputs are the shapes
 * @param delay frames after which a shape is decided
 * @param cost of a change from a shape to another, nats
 * @param favour of each shape where M and F are looked for, nats, in the order of {@link Viseme}
 * @param risk how wrong it looks there to choose a shape when another was said, nats: f32[said · chosen]
 * @param seen the same where the other shapes are chosen
 * @param sure probability that makes an M or F certain
 * @param brief frames for which one that is not is told
 */
record HearingWeights(
        List<Layer> layers, int delay, float cost, float[] favour, float[] risk, float[] seen, float sure, int brief) {

    private static final int MAGIC = 0x33414d54; // "TMA3"
    private static final int MOST_LAYERS = 32;
    private static final int MOST_VALUES = 1 << 20;
    private static final int MOST_FRAMES_AWAY = 256;
    private static final int MOST_DELAY = 64;

    /**
     * @param offsets frames it sees, ascending, relative to its own
     * @param inputs values of a frame it sees
     * @param bias f32[outputs]
     * @param weights f32[offsets · inputs · outputs]
     */
    record Layer(int[] offsets, int inputs, float[] bias, float[] weights) {

        int outputs() {
            return bias.length;
        }

        /** Frames it looks ahead. */
        int ahead() {
            return Math.max(0, offsets[offsets.length - 1]);
        }

        /** Frames it looks back. */
        int back() {
            return Math.max(0, -offsets[0]);
        }
    }

    /** Frames that all layers together look ahead. */
    int ahead() {
        return layers.stream().mapToInt(Layer::ahead).sum();
    }

    /** The weights in the source tree. */
    static HearingWeights shipped() {
        try (InputStream in = HearingWeights.class.getResourceAsStream("hearing.bin")) {
            return read(ByteBuffer.wrap(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the weights of the hearing network cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException these are no such weights; says what is wrong */
    static HearingWeights read(ByteBuffer file) {
        ByteBuffer in = file.order(ByteOrder.LITTLE_ENDIAN);
        require(in.remaining() >= 8 && in.getInt() == MAGIC, "they do not begin as hearing weights do");
        int count = within(in.getInt(), 1, MOST_LAYERS, "layers");
        List<Layer> layers = new ArrayList<>();
        int inputs = BandLevels.VALUES;
        for (int i = 0; i < count; i++) {
            Layer layer = layer(in);
            require(layer.inputs() == inputs, "layer " + i + " takes " + layer.inputs() + " values and gets " + inputs);
            layers.add(layer);
            inputs = layer.outputs();
        }
        int shapes = Viseme.values().length;
        require(inputs == shapes, "they tell " + inputs + " shapes apart, the face knows " + shapes);
        require(
                in.remaining() == 16 + Float.BYTES * shapes * (1 + 2 * shapes),
                in.remaining() + " bytes follow the layers");
        return new HearingWeights(
                List.copyOf(layers),
                within(in.getInt(), 0, MOST_DELAY, "delay"),
                in.getFloat(),
                floats(in, shapes),
                floats(in, shapes * shapes),
                floats(in, shapes * shapes),
                in.getFloat(),
                within(in.getInt(), 1, MOST_DELAY, "brief"));
    }

    private static Layer layer(ByteBuffer in) {
        require(in.remaining() >= 12, "they end within a layer");
        int taps = within(in.getInt(), 1, MOST_LAYERS, "taps");
        int inputs = within(in.getInt(), 1, MOST_VALUES, "inputs");
        int outputs = within(in.getInt(), 1, MOST_VALUES, "outputs");
        long values = (long) taps * inputs * outputs;
        require(values <= MOST_VALUES, "a layer of " + values + " weights is too large");
        require(in.remaining() >= 4 * taps + 2 * Float.BYTES * outputs + values, "they end within a layer");
        int[] offsets = new int[taps];
        for (int i = 0; i < taps; i++) {
            offsets[i] = within(in.getInt(), -MOST_FRAMES_AWAY, MOST_FRAMES_AWAY, "offset");
            require(i == 0 || offsets[i] > offsets[i - 1], "offsets must ascend");
        }
        float[] scale = floats(in, outputs);
        float[] bias = floats(in, outputs);
        float[] weights = new float[(int) values];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = in.get() * scale[i % outputs];
        }
        return new Layer(offsets, inputs, bias, weights);
    }

    private static float[] floats(ByteBuffer in, int count) {
        float[] values = new float[count];
        in.asFloatBuffer().get(values);
        in.position(in.position() + Float.BYTES * count);
        return values;
    }

    private static int within(int value, int least, int most, String what) {
        require(value >= least && value <= most, what + " must be " + least + " to " + most + ": " + value);
        return value;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("weights of the hearing network: " + otherwise);
        }
    }
}
