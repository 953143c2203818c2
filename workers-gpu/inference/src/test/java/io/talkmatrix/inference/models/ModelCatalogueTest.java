package io.talkmatrix.inference.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {

    private final ModelCatalogue catalogue = ModelCatalogue.builtIn();

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

    @Test
    void aCatalogueThatNamesAFileItDoesNotListIsRefused() {
        ModelSource source = new ModelSource.HuggingFace("some/model", "main", Map.of("other.bin", "other.bin"));

        assertThatThrownBy(() -> new ModelEntry(
                        "small",
                        "Small",
                        "MIT",
                        "",
                        ModelEntry.Use.DEFAULT,
                        List.of(),
                        1,
                        List.of(new ModelFile("w.bin", 0, "")),
                        "",
                        List.of(source)))
                .hasMessageContaining("Hugging Face some/model names other.bin, which is not among its files");
    }

    @Test
    void anUnknownModelIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> catalogue.get("wisper"))
                .hasMessageContaining("'wisper'")
                .hasMessageContaining("whisper-base");
    }
}
