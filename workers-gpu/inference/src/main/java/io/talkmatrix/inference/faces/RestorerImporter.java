package io.talkmatrix.inference.faces;

import com.google.protobuf.ByteString;
import io.talkmatrix.inference.models.ModelImporter;
import io.talkmatrix.inference.models.PullProgress;
import io.talkmatrix.inference.onnx.OnnxGraph;
import io.talkmatrix.inference.onnx.proto.NodeProto;
import io.talkmatrix.inference.onnx.proto.TensorProto;
import io.talkmatrix.inference.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A user's face restorer of the GFPGAN or CodeFormer kind → {@value #FILE}: {@value #FACE} to {@value #PICTURE}, both f32
 * [batch, 3, 512, 512], red, green, blue from −1 to 1. CodeFormer's fidelity, if it is an input, becomes {@value #FIDELITY}.
 * Noise that some exports draw anew for every run becomes zero: equal turns give equal frames.
 */
public final class RestorerImporter implements ModelImporter {

    /** What the import makes. */
    public static final String FILE = "restorer.onnx";

    public static final String FACE = "face";
    public static final String PICTURE = "picture";
    public static final int SIZE = 512;

    private static final float FIDELITY = .7f;

    @Override
    public String id() {
        return "face-restorer";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void run(Path folder, Path target, PullProgress progress) throws IOException {
        GraphSignature graph = GraphSignature.readOnly(folder, FILE);
        Optional<ValueInfoProto> face = graph.input(input -> GraphSignature.isBatchOf(input, 3, SIZE, SIZE));
        Optional<ValueInfoProto> fidelity = graph.input(RestorerImporter::isFidelity);
        Optional<ValueInfoProto> picture = graph.output(
                output -> GraphSignature.isBatchOf(output, 3, SIZE, SIZE) || GraphSignature.isOpen(output));
        int known = (face.isPresent() ? 1 : 0) + (fidelity.isPresent() ? 1 : 0);
        if (face.isEmpty() || picture.isEmpty() || graph.inputs().size() != known) {
            throw graph.refused(
                    "a face restorer",
                    "an input and an output float[batch, 3, 512, 512], and at most one other input, a single number");
        }
        graph.takes(FACE, face.get(), 3, SIZE, SIZE);
        fidelity.ifPresent(input -> graph.fixes(fidelity(input)));
        graph.replace(
                node -> node.getOpType().equals("RandomNormalLike")
                        || node.getOpType().equals("RandomUniformLike"),
                RestorerImporter::zero);
        graph.gives(PICTURE, picture.get(), 3, SIZE, SIZE);
        graph.write(target.resolve(FILE));
    }

    private static boolean isFidelity(ValueInfoProto input) {
        int type = input.getType().getTensorType().getElemType();
        long count = input.getType().getTensorType().getShape().getDimList().stream()
                .mapToLong(d -> d.getDimValue())
                .reduce(1, (a, b) -> a * b);
        return (type == OnnxGraph.FLOAT || type == OnnxGraph.DOUBLE) && count == 1;
    }

    private static TensorProto fidelity(ValueInfoProto input) {
        boolean single = input.getType().getTensorType().getElemType() == OnnxGraph.FLOAT;
        ByteBuffer raw = ByteBuffer.allocate(single ? 4 : 8).order(ByteOrder.LITTLE_ENDIAN);
        if (single) {
            raw.putFloat(0, FIDELITY);
        } else {
            raw.putDouble(0, FIDELITY);
        }
        TensorProto.Builder constant = TensorProto.newBuilder()
                .setName(input.getName())
                .setDataType(input.getType().getTensorType().getElemType())
                .setRawData(ByteString.copyFrom(raw));
        input.getType().getTensorType().getShape().getDimList().forEach(d -> constant.addDims(1));
        return constant.build();
    }

    private static NodeProto zero(NodeProto noise) {
        String like = noise.getInput(0);
        return noise.toBuilder()
                .setOpType("Sub")
                .clearAttribute()
                .clearInput()
                .addAllInput(List.of(like, like))
                .build();
    }
}
