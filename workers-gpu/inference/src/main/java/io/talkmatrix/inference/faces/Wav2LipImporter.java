package io.talkmatrix.inference.faces;

import io.talkmatrix.inference.models.ModelImporter;
import io.talkmatrix.inference.models.PullProgress;
import io.talkmatrix.inference.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A user's Wav2Lip generator, whatever its export named inputs and outputs and however large a batch it was exported for →
 * {@value #FILE}: named as in {@link Wav2LipGraph}, for batches of any size where the graph allows it.
 */
public final class Wav2LipImporter implements ModelImporter {

    /** What the import makes. */
    public static final String FILE = "generator.onnx";

    private static final long[] SIZES = {96, 256};

    @Override
    public String id() {
        return "wav2lip";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void run(Path folder, Path target, PullProgress progress) throws IOException {
        GraphSignature graph = GraphSignature.readOnly(folder, FILE);
        Optional<ValueInfoProto> mel = graph.input(
                input -> GraphSignature.isBatchOf(input, 1, Wav2LipGraph.MEL_BANDS, Wav2LipGraph.MEL_COLUMNS));
        for (long size : SIZES) {
            Optional<ValueInfoProto> face = graph.input(input -> GraphSignature.isBatchOf(input, 6, size, size));
            Optional<ValueInfoProto> picture = graph.output(
                    output -> GraphSignature.isBatchOf(output, 3, size, size) || GraphSignature.isOpen(output));
            if (graph.inputs().size() == 2 && mel.isPresent() && face.isPresent() && picture.isPresent()) {
                graph.takes(Wav2LipGraph.MEL, mel.get(), 1, Wav2LipGraph.MEL_BANDS, Wav2LipGraph.MEL_COLUMNS);
                graph.takes(Wav2LipGraph.FACE, face.get(), 6, size, size);
                graph.gives(Wav2LipGraph.PICTURE, picture.get(), 3, size, size);
                graph.write(target.resolve(FILE));
                return;
            }
        }
        throw graph.refused(
                "a Wav2Lip generator",
                "two inputs, float[batch, 1, 80, 16] (sound) and float[batch, 6, 96, 96] or float[batch, 6, 256, 256]"
                        + " (face), and an output float[batch, 3, 96, 96] or float[batch, 3, 256, 256]");
    }
}
