package io.talkmatrix.inference.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One model of the catalogue.
 *
 * @param id name of its folder in the cache
 * @param origin where the model comes from, for credit
 * @param engines names of the engines that use it
 * @param memoryMiB resident memory it needs when loaded, about
 * @param importer id of the {@link ModelImporter} that makes what the engines load, or empty
 */
public record ModelEntry(
        String id,
        String title,
        String licence,
        String origin,
        Use use,
        List<String> engines,
        int memoryMiB,
        List<ModelFile> files,
        String importer,
        List<ModelSource> sources) {

    /** When a model is pulled without being named. */
    public enum Use {
        /** Part of the default set. */
        @JsonProperty("default")
        DEFAULT,
        /** Preferred where a model hub can be reached; never required. */
        @JsonProperty("hub")
        HUB,
        /** Pulled only when it is named. */
        @JsonProperty("request")
        REQUEST,
        /** Only tests need it. */
        @JsonProperty("test")
        TEST
    }

    public ModelEntry {
        if (id == null || !id.matches("[a-z0-9][a-z0-9._-]*")) {
            throw new IllegalArgumentException("a model id is lower-case letters, digits, '.', '_' and '-': " + id);
        }
        importer = importer == null ? "" : importer;
        engines = List.copyOf(engines);
        files = List.copyOf(files);
        sources = List.copyOf(sources);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("model " + id + " has no files");
        }
        for (ModelSource source : sources) {
            checkNames(id, source, files);
        }
    }

    /** Bytes of all files, as far as they are known. */
    public long size() {
        return files.stream().mapToLong(ModelFile::size).sum();
    }

    public ModelFile file(String name) {
        return files.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model " + id + " has no file " + name));
    }

    private static void checkNames(String id, ModelSource source, List<ModelFile> files) {
        List<String> known = files.stream().map(ModelFile::name).toList();
        List<String> given;
        if (source instanceof ModelSource.Hub hub) {
            given = List.copyOf(hub.files().keySet());
        } else {
            given = ((ModelSource.Packages) source)
                    .take().stream().map(ModelSource.Take::file).toList();
        }
        for (String name : given) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "model " + id + ": " + source.describe() + " names " + name + ", which is not among its files");
            }
        }
    }
}
