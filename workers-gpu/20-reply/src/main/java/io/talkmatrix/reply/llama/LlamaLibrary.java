package io.talkmatrix.reply.llama;

import de.kherud.llama.LlamaModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the binding finds its native library. Left to itself it unpacks it under one name for all processes of the machine
 * and removes it at exit, so that another one may find it half written or gone, and it says so on the standard output.
 */
final class LlamaLibrary {

    private static final String FOUND_IN = "de.kherud.llama.lib.path";
    private static final String UNPACKED_TO = "de.kherud.llama.tmpdir";
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "aarch64");

    private LlamaLibrary() {}

    /** Unpacks the library into a folder of this process, unless one was named; to be called before the first model. */
    static synchronized void unpack() throws IOException {
        if (System.getProperty(FOUND_IN) != null || System.getProperty(UNPACKED_TO) != null) {
            return;
        }
        Path folder = Files.createTempDirectory("talkmatrix-llama");
        folder.toFile().deleteOnExit();
        String name = System.mapLibraryName("jllama");
        String architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
        try (InputStream packed =
                LlamaModel.class.getResourceAsStream(System.getProperty("os.name") + "/" + architecture + "/" + name)) {
            if (packed == null) {
                System.setProperty(UNPACKED_TO, folder.toString());
                return;
            }
            Path library = folder.resolve(name);
            library.toFile().deleteOnExit();
            Files.copy(packed, library);
            System.setProperty(FOUND_IN, folder.toString());
        }
    }
}
