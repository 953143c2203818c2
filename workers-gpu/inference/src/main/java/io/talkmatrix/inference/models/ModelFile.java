package io.talkmatrix.inference.models;

import java.util.Objects;

/**
 * One file of a model as it lies in the model's folder.
 *
 * @param name flat file name, without folders
 * @param size bytes, or 0 where only the hub states it
 * @param sha256 lower-case hex, or empty where we hold no hash of our own: the hub's stated one is checked and recorded
 *     on first use
 */
public record ModelFile(String name, long size, String sha256) {

    public ModelFile {
        Objects.requireNonNull(name, "name");
        sha256 = sha256 == null ? "" : sha256;
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw new IllegalArgumentException("a model's file needs a plain name, not '" + name + "'");
        }
        if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 of " + name + " must be 64 lower-case hex digits: " + sha256);
        }
    }

    public boolean hasHash() {
        return !sha256.isEmpty();
    }
}
