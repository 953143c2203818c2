package io.talkmatrix.inference.kokoro;

import io.talkmatrix.inference.onnx.GraphEditor;
import io.talkmatrix.inference.onnx.OnnxGraph;
import io.talkmatrix.inference.onnx.proto.ModelProto;
import java.util.Set;

/**
 * Takes Kokoro's graph apart where time becomes known, so that its last and most expensive part can run over a clause
 * piece by piece. F is the clause's length in units of 25 ms = {@value #UNIT_SAMPLES} samples; each cut tensor is local
 * in time and may be sliced along it.
 *
 * <pre>
 * encoder:   tokens, style, speed → {@link #TEXT}, {@link #PITCH}, {@link #ENERGY}, {@link #DURATIONS}
 * decoder:   TEXT, PITCH, ENERGY, style → {@link #FEATURES}, {@link #SOURCE}
 * generator: FEATURES, SOURCE, style → {@link #AUDIO}
 * </pre>
 *
 * Taken apart alone, the three together compute bit for bit what the whole does.
 */
public final class KokoroGraphs {

    private static final String DECODER = "/decoder/decoder/";
    private static final String GENERATOR = "/decoder/decoder/generator/";

    /** Samples of a unit at 24 kHz. */
    public static final int UNIT_SAMPLES = 600;

    /** What is said when: f32 [1, 512, F]. */
    public static final String TEXT = "/encoder/MatMul_1_output_0";

    /** Pitch in Hz, about 0 where unvoiced: f32 [1, 1, 2F]. */
    public static final String PITCH = "/decoder/decoder/Unsqueeze_output_0";

    /** Loudness curve: f32 [1, 1, 2F]. */
    public static final String ENERGY = "/decoder/decoder/Unsqueeze_1_output_0";

    /** Units that each token lasts: f32 [1, tokens], whole numbers from 1; their sum is F. */
    public static final String DURATIONS = "/encoder/Clip_output_0";

    /** What the generator sounds: f32 [1, 512, 2F]. */
    public static final String FEATURES = "/decoder/decoder/decode.3/Div_4_output_0";

    /**
     * The harmonic source, mirrored by {@value #SOURCE_MARGIN} samples at both ends: f32 [1, 1, 600F + 20]. Its phase
     * runs on, so that slices of one clause fit together.
     */
    public static final String SOURCE = "/decoder/decoder/generator/Pad_output_0";

    public static final int SOURCE_MARGIN = 10;

    /** f32 [600F] at 24 kHz. */
    public static final String AUDIO = "audio";

    /** Weights of the decoder's frames, f32 [1, F, 1] and [1, 2F, 1], each summing to 1. */
    public static final String UNIT_WEIGHTS = "w1";

    public static final String HALF_UNIT_WEIGHTS = "w2";

    /** Weights of the measuring generator's frames, f32 [1, 20F, 1] and [1, 120F + 1, 1], each summing to 1. */
    public static final String COARSE_WEIGHTS = "w20";

    public static final String FINE_WEIGHTS = "w120";

    /** The means of all channels of the generator's norms, then their variances: f32 [1, {@value #STATISTICS_SIZE}, 1]. */
    public static final String STATISTICS = "statistics";

    public static final int STATISTICS_SIZE = 2 * 8448;

    private static final Set<String> COARSE = Set.of("noise_res.0", "resblocks.0", "resblocks.1", "resblocks.2");

    private KokoroGraphs() {}

    static GraphEditor encoder(ModelProto whole) {
        GraphEditor graph = new GraphEditor(whole);
        graph.dropOutputs();
        graph.expose(TEXT, OnnxGraph.FLOAT, 1, 512, "F");
        graph.expose(PITCH, OnnxGraph.FLOAT, 1, 1, "F2");
        graph.expose(ENERGY, OnnxGraph.FLOAT, 1, 1, "F2");
        graph.expose(DURATIONS, OnnxGraph.FLOAT, 1, "L");
        return graph;
    }

    static GraphEditor decoder(ModelProto whole) {
        GraphEditor graph = new GraphEditor(whole);
        graph.dropOutputs();
        graph.input(TEXT, OnnxGraph.FLOAT, 1, 512, "F");
        graph.input(PITCH, OnnxGraph.FLOAT, 1, 1, "F2");
        graph.input(ENERGY, OnnxGraph.FLOAT, 1, 1, "F2");
        graph.expose(FEATURES, OnnxGraph.FLOAT, 1, 512, "F2");
        graph.expose(SOURCE, OnnxGraph.FLOAT, 1, 1, "N");
        return graph;
    }

    static GraphEditor generator(ModelProto whole) {
        GraphEditor graph = new GraphEditor(whole);
        graph.input(FEATURES, OnnxGraph.FLOAT, 1, 512, "F2");
        graph.input(SOURCE, OnnxGraph.FLOAT, 1, 1, "N");
        return graph;
    }

    /** The decoder with norms over weighted frames: of a slice, in which some stand for what was cut away. */
    static GraphEditor weightedDecoder(ModelProto whole) {
        GraphEditor graph = decoder(whole);
        new NormRewrite(graph, DECODER)
                .weigh(norm -> norm.contains("decode.3/norm2") ? HALF_UNIT_WEIGHTS : UNIT_WEIGHTS);
        return graph;
    }

    /** The generator with norms over weighted frames, which also tells their {@link #STATISTICS}. */
    static GraphEditor measuringGenerator(ModelProto whole) {
        GraphEditor graph = generator(whole);
        NormRewrite norms = new NormRewrite(graph, GENERATOR);
        norms.weigh(norm ->
                COARSE.contains(norm.substring(GENERATOR.length()).split("/")[0]) ? COARSE_WEIGHTS : FINE_WEIGHTS);
        norms.tell(STATISTICS);
        return graph;
    }

    /** The generator with given {@link #STATISTICS}: what it makes of a slice does not depend on the rest. */
    static GraphEditor frozenGenerator(ModelProto whole) {
        GraphEditor graph = generator(whole);
        int values = new NormRewrite(graph, GENERATOR).freeze(STATISTICS);
        if (values != STATISTICS_SIZE) {
            throw new IllegalArgumentException(
                    "the generator has " + values + " norm statistics, not " + STATISTICS_SIZE);
        }
        return graph;
    }
}
