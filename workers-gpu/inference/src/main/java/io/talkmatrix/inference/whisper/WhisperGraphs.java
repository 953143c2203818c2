package io.talkmatrix.inference.whisper;

import io.talkmatrix.inference.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whisper's two ONNX graphs from a CTranslate2 checkpoint (opset 20, plain ONNX operators). Sizes are taken from the
 * checkpoint, so one builder serves every Whisper. Below, B is the batch, D the width, H heads of size d, L decoder
 * layers, V the vocabulary.
 *
 * <p><b>Encoder</b>: {@code mel} f32 [B, mels, F], {@code frame_idx} i64 [S] (which of the ⌈F/2⌉ convolution frames to
 * use), {@code pos_idx} i64 [S] (at which of the 1500 positions), {@code audio_mask} f32 [B|1, 1, 1, S|1] added to the
 * attention scores → {@code enc} f32 [B, S, D], and for each decoder layer {@code ck<l>} [B, H, d, S] and {@code cv<l>}
 * [B, H, S, d].
 *
 * <p><b>Decoder</b>: {@code tokens} i64 [B, N], {@code positions} i64 [B|1, N], {@code self_mask} f32 [B|1, 1, N, P+N],
 * {@code audio_mask} as above, {@code pk<l>}, {@code pv<l>} [B, H, P, d] (P = 0 at first), {@code ck<l>}, {@code cv<l>}
 * → {@code logits} f32 [B, V] of the last position, {@code nk<l>}, {@code nv<l>} [B, H, P+N, d].
 */
public final class WhisperGraphs {

    /** How the weights of linear layers are kept. Convolutions, norms and attention are f32 in both. */
    public enum Precision {
        F32,
        /** int8 weights, activations quantised row by row. */
        ROW_INT8
    }

    private static final int OPSET = 20;
    private static final String PRODUCER_VERSION = "1";
    private static final String EMBEDDINGS = "decoder/embeddings/weight";

    private final CtCheckpoint weights;
    private final int heads;
    private final int width;
    private final int vocabulary;
    private final int encoderLayers;
    private final int decoderLayers;

    private WhisperGraphs(Path checkpoint) throws IOException {
        weights = CtCheckpoint.open(checkpoint, "WhisperSpec");
        heads = weights.integer("encoder/num_heads");
        vocabulary = weights.shape(EMBEDDINGS)[0];
        width = weights.shape(EMBEDDINGS)[1];
        encoderLayers = countLayers("encoder");
        decoderLayers = countLayers("decoder");
        if (heads < 1 || width % heads != 0 || encoderLayers == 0 || decoderLayers == 0) {
            throw new BadCheckpointException(checkpoint + " has " + heads + " heads of width " + width + " and "
                    + encoderLayers + "+" + decoderLayers + " layers; it is no Whisper model");
        }
    }

    /** @throws BadCheckpointException the file is no whole Whisper checkpoint with floating point weights */
    public static WhisperGraphs of(Path modelBin) throws IOException {
        return new WhisperGraphs(modelBin);
    }

    private int countLayers(String part) {
        return (int) weights.names().stream()
                .filter(name -> name.startsWith(part + "/layer_") && name.endsWith("/self_attention/linear_0/weight"))
                .count();
    }

    public void writeEncoder(Path onnx, Precision precision) throws IOException {
        OnnxGraph graph = new OnnxGraph("whisper_encoder", OPSET);
        WhisperLayers layers = new WhisperLayers(graph, weights, precision, heads, width);
        int mels = weights.shape("encoder/conv1/weight")[1];
        graph.input("mel", OnnxGraph.FLOAT, "B", mels, "F");
        graph.input("frame_idx", OnnxGraph.INT64, "S");
        graph.input("pos_idx", OnnxGraph.INT64, "S");
        graph.input("audio_mask", OnnxGraph.FLOAT, "Bm", 1, 1, "Sm");

        String x = layers.gelu(convolution(layers, "mel", "encoder/conv1", 1));
        x = layers.gelu(convolution(layers, x, "encoder/conv2", 2));
        x = layers.node("Transpose", List.of(x), Map.of("perm", new long[] {0, 2, 1})); // [B, T, D]
        x = layers.node("Gather", List.of(x, "frame_idx"), Map.of("axis", 1)); // [B, S, D]
        x = layers.add(x, positions(layers, "encoder", "pos_idx"));
        for (int l = 0; l < encoderLayers; l++) {
            String layer = "encoder/layer_" + l + "/";
            String fused = layer + "self_attention/linear_0";
            String normed = layers.layerNorm(x, layer + "self_attention/layer_norm");
            String q = layers.splitHeads(layers.linear(normed, fused, 0, width, queryScale()));
            String k = layers.splitHeads(layers.linear(normed, fused, width, 2 * width, 1));
            String v = layers.splitHeads(layers.linear(normed, fused, 2 * width, 3 * width, 1));
            String mixed = layers.attention(q, layers.transposedKeys(k), v, "audio_mask");
            x = layers.add(x, layers.linear(mixed, layer + "self_attention/linear_1"));
            x = layers.feedForward(x, layer);
        }
        layers.layerNorm(x, "encoder/layer_norm", "enc");
        graph.output("enc", OnnxGraph.FLOAT, "B", "S", width);
        for (int l = 0; l < decoderLayers; l++) {
            String fused = "decoder/layer_" + l + "/attention/linear_1";
            String k = layers.byHead(layers.linear("enc", fused, 0, width, 1));
            String v = layers.byHead(layers.linear("enc", fused, width, 2 * width, 1));
            transposeTo(graph, k, "ck" + l, 0, 2, 3, 1);
            transposeTo(graph, v, "cv" + l, 0, 2, 1, 3);
            graph.output("ck" + l, OnnxGraph.FLOAT, "B", heads, width / heads, "S");
            graph.output("cv" + l, OnnxGraph.FLOAT, "B", heads, "S", width / heads);
        }
        graph.write(onnx, PRODUCER_VERSION);
    }

    public void writeDecoder(Path onnx, Precision precision) throws IOException {
        OnnxGraph graph = new OnnxGraph("whisper_decoder", OPSET);
        WhisperLayers layers = new WhisperLayers(graph, weights, precision, heads, width);
        graph.input("tokens", OnnxGraph.INT64, "B", "N");
        graph.input("positions", OnnxGraph.INT64, "Bp", "N");
        graph.input("self_mask", OnnxGraph.FLOAT, "Bs", 1, "Ns", "Ps");
        graph.input("audio_mask", OnnxGraph.FLOAT, "Bm", 1, 1, "Sm");

        Embedding embedding = embedding(layers, precision);
        String x = layers.add(lookUp(layers, embedding), positions(layers, "decoder", "positions"));
        for (int l = 0; l < decoderLayers; l++) {
            x = decoderLayer(graph, layers, x, l);
        }
        String last = graph.longs("last", new long[] {-1}); // a scalar, so that the axis goes away
        x = layers.node("Gather", List.of(x, last), Map.of("axis", 1)); // [B, D]
        x = layers.layerNorm(x, "decoder/layer_norm");
        if (embedding.scale().isEmpty()) {
            graph.named("", "MatMul", List.of(x, embedding.table()), List.of("logits"), Map.of());
        } else {
            layers.multiplyRows(x, embedding.table(), embedding.scale(), "logits");
        }
        graph.output("logits", OnnxGraph.FLOAT, "B", vocabulary);
        graph.write(onnx, PRODUCER_VERSION);
    }

    private String decoderLayer(OnnxGraph graph, WhisperLayers layers, String x, int l) {
        String layer = "decoder/layer_" + l + "/";
        int size = width / heads;
        for (String past : List.of("pk" + l, "pv" + l)) {
            graph.input(past, OnnxGraph.FLOAT, "B", heads, "P", size);
        }
        graph.input("ck" + l, OnnxGraph.FLOAT, "B", heads, size, "S");
        graph.input("cv" + l, OnnxGraph.FLOAT, "B", heads, "S", size);

        String normed = layers.layerNorm(x, layer + "self_attention/layer_norm");
        String fused = layers.linear(normed, layer + "self_attention/linear_0", 0, 3 * width, queryScale());
        List<String> qkv =
                graph.node("", "Split", List.of(fused, layers.longs(width, width, width)), 3, Map.of("axis", -1));
        concatenate(graph, "pk" + l, layers.splitHeads(qkv.get(1)), "nk" + l);
        concatenate(graph, "pv" + l, layers.splitHeads(qkv.get(2)), "nv" + l);
        graph.output("nk" + l, OnnxGraph.FLOAT, "B", heads, "PN", size);
        graph.output("nv" + l, OnnxGraph.FLOAT, "B", heads, "PN", size);
        String keys = layers.transposedKeys("nk" + l);
        String mixed = layers.attention(layers.splitHeads(qkv.get(0)), keys, "nv" + l, "self_mask");
        String y = layers.add(x, layers.linear(mixed, layer + "self_attention/linear_1"));

        normed = layers.layerNorm(y, layer + "attention/layer_norm");
        String q = layers.splitHeads(layers.linear(normed, layer + "attention/linear_0", 0, width, queryScale()));
        mixed = layers.attention(q, "ck" + l, "cv" + l, "audio_mask");
        y = layers.add(y, layers.linear(mixed, layer + "attention/linear_2"));
        return layers.feedForward(y, layer);
    }

    /** The token table, kept once as [D, V] for lookup and projection; the scale is empty in f32. */
    private record Embedding(String table, String scale) {}

    private Embedding embedding(WhisperLayers layers, Precision precision) {
        OnnxGraph graph = layers.graph;
        float[] table = weights.floats(EMBEDDINGS); // [V, D]
        if (precision == Precision.F32) {
            float[] transposed = WhisperLayers.transposed(table, vocabulary, width);
            return new Embedding(graph.floats("embeddings", transposed, width, vocabulary), "");
        }
        ByteMatrix quantised = ByteMatrix.quantiseTransposed(table, vocabulary, width);
        return new Embedding(
                graph.bytes("embeddings", OnnxGraph.INT8, quantised.values(), width, vocabulary),
                graph.floats("embeddings/scale", quantised.scales(), vocabulary));
    }

    private static String lookUp(WhisperLayers layers, Embedding embedding) {
        String columns = layers.node("Gather", List.of(embedding.table(), "tokens"), Map.of("axis", 1)); // [D, B, N]
        String rows = layers.node("Transpose", List.of(columns), Map.of("perm", new long[] {1, 2, 0})); // [B, N, D]
        if (embedding.scale().isEmpty()) {
            return rows;
        }
        String floats = layers.node("Cast", List.of(rows), Map.of("to", OnnxGraph.FLOAT));
        String scales = layers.node("Gather", List.of(embedding.scale(), "tokens"), Map.of("axis", 0)); // [B, N]
        return layers.graph.node("Mul", floats, layers.graph.node("Unsqueeze", scales, layers.longs(-1)));
    }

    private static String positions(WhisperLayers layers, String part, String index) {
        String table = layers.variable(part + "/position_encodings/encodings");
        return layers.node("Gather", List.of(table, index), Map.of("axis", 0));
    }

    private static String convolution(WhisperLayers layers, String x, String name, int stride) {
        return layers.node(
                "Conv",
                List.of(x, layers.variable(name + "/weight"), layers.variable(name + "/bias")),
                Map.of(
                        "kernel_shape", new long[] {3},
                        "pads", new long[] {1, 1},
                        "strides", new long[] {stride}));
    }

    private static void concatenate(OnnxGraph graph, String past, String present, String output) {
        graph.named("", "Concat", List.of(past, present), List.of(output), Map.of("axis", 2));
    }

    private static void transposeTo(OnnxGraph graph, String x, String output, long... order) {
        graph.named("", "Transpose", List.of(x), List.of(output), Map.of("perm", order));
    }

    /** 1/√d, folded into the query weights. */
    private float queryScale() {
        return (float) (1 / Math.sqrt((double) width / heads));
    }
}
