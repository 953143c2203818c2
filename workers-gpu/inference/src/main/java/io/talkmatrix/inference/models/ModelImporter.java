package io.talkmatrix.inference.models;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes what engines load out of what was pulled, once, right after the pull. Implementations are found by
 * {@link java.util.ServiceLoader} and named by {@link ModelEntry#importer} in {@code catalogue.json}.
 */
public interface ModelImporter {

    /** The name used in the catalogue. */
    String id();

    /** Raise it when the result changes: cached results of another version are made anew. */
    int version();

    /**
     * Reads {@code folder} and writes its results, flat files, into {@code target}, an empty folder. The store then moves
     * each of them into {@code folder}, so a half-written file is never seen. Called by one process and thread at a time
     * for one folder.
     *
     * @param folder the model's folder with all its pulled files, verified; must not be written to
     * @param progress told of the steps that take seconds
     */
    void run(Path folder, Path target, PullProgress progress) throws IOException;
}
