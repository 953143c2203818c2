package io.talkmatrix.reply;

import java.util.List;
import java.util.Objects;

/**
 * What a room knows, all its files together. Immutable.
 *
 * @param version changes when the content changes; an index is built once for each version
 * @param rows in the order of the files
 */
public record Knowledge(String version, List<KnowledgeRow> rows) {

    public static final Knowledge NONE = new Knowledge("none", List.of());

    public Knowledge {
        Objects.requireNonNull(version, "version");
        rows = List.copyOf(rows);
    }

    /** The rows whose answer is in a language. */
    public List<KnowledgeRow> in(String language) {
        return rows.stream().filter(row -> row.language().equals(language)).toList();
    }
}
