package io.talkmatrix.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.standalone.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigDocumentTest {

    private static final Path COMMITTED = Path.of("../docs/config.md");

    @Test
    void theCommittedDocumentIsWhatTheCodeSays() throws IOException {
        String generated = ConfigDocument.render();
        if (Boolean.getBoolean("talkmatrix.docs.write")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(COMMITTED)
                .as("docs/config.md is behind the code: mvn -pl standalone -am test -Dtest=ConfigDocumentTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtalkmatrix.docs.write=true")
                .hasContent(generated);
    }

    @Test
    void everyExitCodeIsListed() {
        assertThat(ConfigDocument.exitCodeList().stream()
                        .map(code -> Integer.valueOf(code.split(":")[0]))
                        .toList())
                .containsAll(Arrays.stream(UserError.Kind.values())
                        .map(UserError.Kind::code)
                        .collect(Collectors.toList()))
                .isSorted();
    }
}
