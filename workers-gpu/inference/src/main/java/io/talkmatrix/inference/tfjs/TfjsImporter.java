package io.talkmatrix.inference.tfjs;

import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.models.ModelImporter;
import io.talkmatrix.inference.models.PullProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code NAME.json} and {@code NAME.bin} of a TensorFlow.js graph model → {@code model.onnx}. */
public final class TfjsImporter implements ModelImporter {

    @Override
    public String id() {
        return "tfjs-graph";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void run(Path folder, Path target, PullProgress progress) throws IOException {
        Path json = graphFile(folder);
        TfjsConverter.convert(TfjsModel.read(json), folder.getFileName().toString())
                .write(target.resolve("model.onnx"), "tfjs-graph " + version());
    }

    private static Path graphFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> graphs = files.filter(
                            file -> file.getFileName().toString().endsWith(".json")
                                    && !file.getFileName().toString().startsWith("."))
                    .toList();
            if (graphs.size() != 1) {
                throw new InferenceException(
                        folder + " holds " + graphs.size() + " .json files, one graph is expected");
            }
            return graphs.get(0);
        }
    }
}
