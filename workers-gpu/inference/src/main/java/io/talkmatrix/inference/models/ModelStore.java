package io.talkmatrix.inference.models;

import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.ModelMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The model cache: one folder per model, filled from the catalogue's sources, verified and imported. Safe for use from
 * any thread and from several processes at once.
 */
public final class ModelStore implements Models {

    /** Whether a model is in the cache. */
    public enum Presence {
        /** Complete, verified, imported. */
        CACHED,
        /** Some files are there, or the import is of another version. */
        PARTIAL,
        MISSING
    }

    /** A line of {@code models list}. */
    public record Status(ModelEntry model, Presence presence, Path folder, long bytesOnDisk) {}

    private final ModelSettings settings;
    private final ModelCatalogue catalogue;
    private final Map<String, ModelImporter> importers;
    private final PackageClient packages;
    private final HubClient hubs;
    private final PullProgress progress;

    /** The built-in catalogue with the usual settings and this cache folder. */
    public ModelStore(Path cache) {
        this(ModelSettings.in(cache), PullProgress.SILENT);
    }

    /** @param progress told of pulls that {@link #folder} starts */
    public ModelStore(ModelSettings settings, PullProgress progress) {
        this(
                settings,
                ModelCatalogue.builtIn(),
                ServiceLoader.load(ModelImporter.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList(),
                new ProcessPackageClient(settings.commandTimeout()),
                progress);
    }

    ModelStore(
            ModelSettings settings,
            ModelCatalogue catalogue,
            Collection<? extends ModelImporter> importers,
            PackageClient packages,
            PullProgress progress) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.packages = packages;
        this.progress = progress;
        this.hubs = new HubClient(settings);
        Map<String, ModelImporter> byId = new LinkedHashMap<>();
        importers.forEach(i -> byId.put(i.id(), i));
        this.importers = Map.copyOf(byId);
    }

    /** The store of this process: cache folder and sources from the environment, see {@link ModelSettings#of}. */
    public static ModelStore ofProcess() {
        return new ModelStore(ModelSettings.ofProcess(), PullProgress.SILENT);
    }

    public ModelCatalogue catalogue() {
        return catalogue;
    }

    public ModelSettings settings() {
        return settings;
    }

    @Override
    public Path folder(String id) {
        pull(id, progress);
        return path(id);
    }

    /** Where a model lies or would lie; nothing is pulled. */
    public Path path(String id) {
        return settings.cache().resolve(catalogue.get(id).id());
    }

    /** All models of the catalogue and whether they are there. */
    public List<Status> list() {
        return catalogue.all().stream().map(this::status).toList();
    }

    public Status status(String id) {
        return status(catalogue.get(id));
    }

    /** Pulls each of these models that is not complete. */
    public void pull(Collection<String> ids, PullProgress listener) {
        for (String id : ids) {
            pull(id, listener);
        }
    }

    /**
     * Pulls a model, if it is not complete.
     *
     * @throws ModelMissingException if no source could supply it; each source's reason is named
     */
    public void pull(String id, PullProgress listener) {
        ModelEntry entry = catalogue.get(id);
        if (complete(entry)) {
            return;
        }
        try (ModelLock lock = ModelLock.take(settings.cache(), id, settings.lockTimeout(), listener)) {
            if (!complete(entry)) {
                new Pull(entry, settings, hubs, packages, listener).run(importer(entry));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the model cache " + settings.cache() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Hashes every pulled file of a model again.
     *
     * @return what is wrong, one line per file; empty if all is well. A model with a wrong file is no longer taken for
     *     complete, so the next pull replaces the file.
     */
    public List<String> verify(String id) {
        ModelEntry entry = catalogue.get(id);
        Path folder = path(id);
        Marker marker = Marker.read(folder);
        List<String> wrong = new ArrayList<>();
        try {
            for (ModelFile file : entry.files()) {
                Path there = folder.resolve(file.name());
                String expected =
                        file.hasHash() ? file.sha256() : marker.sha256().getOrDefault(file.name(), "");
                if (!Files.isRegularFile(there)) {
                    wrong.add(file.name() + " is missing");
                } else if (!expected.equals(Hash.of(there))) {
                    wrong.add(file.name() + " has sha256 " + Hash.of(there) + ", expected " + expected);
                    marker = marker.withoutFile(file.name());
                }
            }
            if (!wrong.isEmpty() && Files.isDirectory(folder)) {
                marker.write(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("model " + id + " cannot be read: " + e.getMessage(), e);
        }
        return wrong;
    }

    private Status status(ModelEntry entry) {
        Path folder = settings.cache().resolve(entry.id());
        Presence presence = complete(entry)
                ? Presence.CACHED
                : entry.files().stream().anyMatch(f -> Files.exists(folder.resolve(f.name())))
                        ? Presence.PARTIAL
                        : Presence.MISSING;
        Marker marker = Marker.read(folder);
        long bytes = marker.sizes().values().stream().mapToLong(Long::longValue).sum()
                + marker.made().values().stream().mapToLong(Long::longValue).sum();
        return new Status(entry, presence, folder, bytes);
    }

    private boolean complete(ModelEntry entry) {
        Path folder = settings.cache().resolve(entry.id());
        Marker marker = Marker.read(folder);
        return entry.files().stream().allMatch(f -> marker.vouchesFor(f, folder))
                && importer(entry)
                        .map(i -> marker.imported(i.id(), i.version(), folder))
                        .orElse(true);
    }

    private Optional<ModelImporter> importer(ModelEntry entry) {
        if (entry.importer().isEmpty()) {
            return Optional.empty();
        }
        ModelImporter importer = importers.get(entry.importer());
        if (importer == null) {
            throw new InferenceException("model " + entry.id() + " needs the importer '" + entry.importer()
                    + "', which is not on the class path");
        }
        return Optional.of(importer);
    }
}
