package io.talkmatrix.standalone.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.standalone.workers.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessEndTest {

    static final String LEFT = "written out at exit";

    @TempDir
    Path folder;

    @Test
    void nativeLibrariesAreLeftAsTheyAre() throws Exception {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Program.javaCommand(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingMain.class.getName(),
                        "74")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(74);
        assertThat(Files.readString(said, StandardCharsets.UTF_8)).doesNotContain(LEFT);
    }
}
