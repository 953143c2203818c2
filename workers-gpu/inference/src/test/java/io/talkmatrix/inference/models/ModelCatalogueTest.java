package io.talkmatrix.inference.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {

    private final ModelCatalogue catalogue = ModelCatalogue.builtIn();

    @Test
    void thePageOfModelsIsUpToDate() throws IOException {
        Path page = Path.of("..", "..", "docs", "models.md");
        String expected = ModelDocs.page(catalogue);
        if (Boolean.getBoolean("update.docs")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page))
                .as("docs/models.md; write it anew with -Dupdate.docs=true")
                .isEqualTo(expected);
    }

    @Test
    void everyFileOfTheDefaultSetHasAHashOfOurOwn() {
        for (String id : catalogue.defaultSet()) {
            assertThat(catalogue.get(id).files()).as(id).allMatch(f -> f.hasHash() && f.size() > 0);
        }
    }

    @Test
    void everyImporterNamedIsOnTheClassPath() {
        List<String> known = ServiceLoader.load(ModelImporter.class).stream()
                .map(p -> p.get().id())
                .toList();
        assertThat(catalogue.all().stream()
                        .map(ModelEntry::importer)
                        .filter(i -> !i.isEmpty())
                        .toList())
                .isSubsetOf(known);
    }
}
