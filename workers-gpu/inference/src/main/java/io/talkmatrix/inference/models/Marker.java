package io.talkmatrix.inference.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known to be true of a model's folder: written last, read first. It makes opening a cached model cheap, since
 * only sizes are compared with it.
 *
 * @param sha256 of each pulled file, our own or the hub's
 * @param sizes of each pulled file
 * @param importer id of the importer that ran, or empty
 * @param importerVersion its version
 * @param made files the importer made, with sizes
 */
record Marker(
        Map<String, String> sha256,
        Map<String, Long> sizes,
        String importer,
        int importerVersion,
        Map<String, Long> made) {

    static final String NAME = ".talkmatrix.json";

    static final Marker NONE = new Marker(Map.of(), Map.of(), "", 0, Map.of());

    /** Empty if the folder has none; a damaged one counts as none, so that the files are checked again. */
    static Marker read(Path folder) {
        try {
            return Optional.ofNullable(
                            new ObjectMapper().readValue(folder.resolve(NAME).toFile(), Marker.class))
                    .orElse(NONE);
        } catch (IOException e) {
            return NONE;
        }
    }

    void write(Path folder) throws IOException {
        Path temporary = folder.resolve(NAME + ".new");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), this);
        Files.move(
                temporary, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Marker withFile(String name, String hash, long size) {
        Map<String, String> hashes = new LinkedHashMap<>(sha256);
        hashes.put(name, hash);
        Map<String, Long> bytes = new LinkedHashMap<>(sizes);
        bytes.put(name, size);
        return new Marker(hashes, bytes, importer, importerVersion, made);
    }

    Marker withoutFile(String name) {
        Map<String, String> hashes = new LinkedHashMap<>(sha256);
        hashes.remove(name);
        Map<String, Long> bytes = new LinkedHashMap<>(sizes);
        bytes.remove(name);
        return new Marker(hashes, bytes, importer, importerVersion, made);
    }

    Marker withImport(String id, int version, Map<String, Long> files) {
        return new Marker(sha256, sizes, id, version, files);
    }

    /** Whether this file was verified and still has the size it had then. */
    boolean vouchesFor(ModelFile file, Path folder) {
        String hash = sha256.getOrDefault(file.name(), "");
        return !hash.isEmpty()
                && (!file.hasHash() || file.sha256().equals(hash))
                && hasSize(folder.resolve(file.name()), sizes.getOrDefault(file.name(), -1L));
    }

    boolean imported(String id, int version, Path folder) {
        return importer.equals(id)
                && importerVersion == version
                && made.entrySet().stream().allMatch(e -> hasSize(folder.resolve(e.getKey()), e.getValue()));
    }

    private static boolean hasSize(Path file, long size) {
        return Files.isRegularFile(file) && file.toFile().length() == size;
    }
}
