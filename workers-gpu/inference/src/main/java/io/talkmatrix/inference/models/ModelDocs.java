package io.talkmatrix.inference.models;

import java.util.Locale;

/** Writes {@code docs/models.md} from the catalogue. */
public final class ModelDocs {

    private ModelDocs() {}

    /** The page, in Markdown; the same for the same catalogue. */
    public static String page(ModelCatalogue catalogue) {
        StringBuilder page = new StringBuilder(
                """
                # Models

                Generated from the catalogue (`ModelDocs`); a test compares this file with it. `./talkmatrix models pull` fetches
                the default set, `./talkmatrix models pull ID` any other. Sources are tried from left to right, after the folder
                named by `TALKMATRIX_MODEL_DIR`; every file is checked against its sha256. Memory is what a loaded model takes, about.

                | id | model | when | licence | MB | memory MiB | engines | sources |
                |---|---|---|---|---|---|---|---|
                """);
        for (ModelEntry model : catalogue.all()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s | %s | %d | %s | %s |%n",
                    model.id(),
                    model.origin().isEmpty() ? model.title() : "[" + model.title() + "](" + model.origin() + ")",
                    model.use().name().toLowerCase(Locale.ROOT),
                    model.licence(),
                    model.size() == 0 ? "as the hub states" : String.format(Locale.ROOT, "%.1f", model.size() / 1e6),
                    model.memoryMiB(),
                    String.join(", ", model.engines()),
                    String.join(
                            "; ",
                            model.sources().stream().map(ModelSource::describe).toList())));
        }
        return page.toString().replace("\r\n", "\n");
    }
}
