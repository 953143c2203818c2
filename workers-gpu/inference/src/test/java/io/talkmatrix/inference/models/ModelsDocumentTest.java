package io.talkmatrix.inference.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelsDocumentTest {

    private static final Path COMMITTED = Path.of("../../docs/models.md");

    @Test
    void theCommittedDocumentIsWhatTheCatalogueSays() throws IOException {
        String generated = ModelsDocument.render(ModelCatalogue.builtIn());
        if (Boolean.getBoolean("talkmatrix.docs.write")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(COMMITTED)
                .as("docs/models.md is behind the catalogue: mvn -pl workers-gpu/inference -am test"
                        + " -Dtest=ModelsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dtalkmatrix.docs.write=true")
                .hasContent(generated);
    }
}
