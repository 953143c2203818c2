package io.talkmatrix.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsDocumentTest {

    private static final Path COMMITTED = Path.of("../docs/topics.md");

    @Test
    void theCommittedDocumentIsWhatTheCodeSays() throws IOException {
        String generated = TopicsDocument.render();
        if (Boolean.getBoolean("talkmatrix.docs.write")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(COMMITTED)
                .as("docs/topics.md is behind the code: mvn -pl schemas -am test -Dtest=TopicsDocumentTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtalkmatrix.docs.write=true")
                .hasContent(generated);
    }
}
