package io.talkmatrix.inference.tfjs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.inference.InferenceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A TensorFlow.js graph model as it lies on disk: nodes in an order in which every input comes before its use, and
 * weights as floats (stored as f32, f16, quantised bytes or i32).
 */
final class TfjsModel {

    /** A constant; i32 values are held as floats, which is exact for the small numbers they are. */
    record Weight(int[] shape, float[] values) {}

    /** One operation; inputs are node names without port numbers and control inputs. */
    record Node(String name, String op, List<String> inputs, JsonNode attributes) {

        List<Integer> ints(String attribute) {
            List<Integer> values = new ArrayList<>();
            attributes.path(attribute).path("list").path("i").forEach(value -> values.add(value.asInt()));
            return values;
        }

        String string(String attribute) {
            return decoded(attributes.path(attribute).path("s").asText());
        }

        List<String> strings(String attribute) {
            List<String> values = new ArrayList<>();
            attributes.path(attribute).path("list").path("s").forEach(value -> values.add(decoded(value.asText())));
            return values;
        }

        private static String decoded(String base64) {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        }
    }

    private final List<Node> nodes;
    private final Map<String, Weight> weights;

    private TfjsModel(List<Node> nodes, Map<String, Weight> weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    static TfjsModel read(Path json) throws IOException {
        JsonNode root = parsed(json);
        Map<String, Node> byName = new LinkedHashMap<>();
        for (JsonNode node : root.path("modelTopology").path("node")) {
            List<String> inputs = new ArrayList<>();
            node.path("input").forEach(input -> {
                if (!input.asText().startsWith("^")) {
                    inputs.add(input.asText().split(":")[0]);
                }
            });
            String name = node.path("name").asText();
            byName.put(name, new Node(name, node.path("op").asText(), inputs, node.path("attr")));
        }
        if (byName.isEmpty()) {
            throw new InferenceException(json + " is not a TensorFlow.js graph model: it has no nodes");
        }
        return new TfjsModel(ordered(byName), weights(root, json));
    }

    private static JsonNode parsed(Path json) throws IOException {
        try {
            return new ObjectMapper().readTree(json.toFile());
        } catch (JsonProcessingException e) {
            throw new InferenceException(json + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    boolean isWeight(String name) {
        return weights.containsKey(name);
    }

    Weight weight(String name) {
        Weight weight = weights.get(name);
        if (weight == null) {
            throw new InferenceException("the model has no weight named " + name);
        }
        return weight;
    }

    private static List<Node> ordered(Map<String, Node> byName) {
        List<Node> order = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        byName.values().forEach(node -> visit(node, byName, seen, order));
        return order;
    }

    private static void visit(Node node, Map<String, Node> byName, Set<String> seen, List<Node> order) {
        if (seen.add(node.name())) {
            for (String input : node.inputs()) {
                Node before = byName.get(input);
                if (before == null) {
                    throw new InferenceException("node " + node.name() + " reads " + input + ", which is not there");
                }
                visit(before, byName, seen, order);
            }
            order.add(node);
        }
    }

    private static Map<String, Weight> weights(JsonNode root, Path json) throws IOException {
        Map<String, Weight> weights = new HashMap<>();
        for (JsonNode group : root.path("weightsManifest")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (JsonNode path : group.path("paths")) {
                Path file = json.resolveSibling(path.asText());
                if (!Files.isRegularFile(file)) {
                    throw new InferenceException(
                            json + " names the weights " + path.asText() + ", which are not there");
                }
                all.write(Files.readAllBytes(file));
            }
            ByteBuffer bytes = ByteBuffer.wrap(all.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            for (JsonNode weight : group.path("weights")) {
                weights.put(weight.path("name").asText(), weight(weight, bytes));
            }
            if (bytes.hasRemaining()) {
                throw new InferenceException(json + ": " + bytes.remaining() + " bytes of weights are left over");
            }
        }
        return weights;
    }

    private static Weight weight(JsonNode weight, ByteBuffer bytes) {
        List<Integer> dims = new ArrayList<>();
        weight.path("shape").forEach(d -> dims.add(d.asInt()));
        int count = dims.stream().reduce(1, Math::multiplyExact);
        JsonNode quantization = weight.path("quantization");
        String stored = quantization.isMissingNode()
                ? weight.path("dtype").asText()
                : quantization.path("dtype").asText();
        float scale = (float) quantization.path("scale").asDouble(1);
        float least = (float) quantization.path("min").asDouble(0);
        int size = sizeOf(stored);
        if (bytes.remaining() < (long) count * size) {
            throw new InferenceException(
                    "the weights end inside " + weight.path("name").asText());
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (stored) {
                case "float32" -> bytes.getFloat();
                case "float16" -> half(bytes.getShort());
                case "int32" -> bytes.getInt();
                case "uint8" -> (bytes.get() & 0xff) * scale + least;
                default -> (bytes.getShort() & 0xffff) * scale + least;
            };
        }
        return new Weight(dims.stream().mapToInt(Integer::intValue).toArray(), values);
    }

    private static int sizeOf(String dtype) {
        return switch (dtype) {
            case "float32", "int32" -> 4;
            case "float16", "uint16" -> 2;
            case "uint8" -> 1;
            default -> throw new InferenceException("weights of type " + dtype + " are not known");
        };
    }

    /** IEEE 754 binary16. */
    static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == 0) {
            return sign * mantissa * 0x1p-24f;
        }
        if (exponent == 0x1f) {
            return mantissa == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return sign * (1 + mantissa * 0x1p-10f) * (float) Math.pow(2, exponent - 15);
    }
}
