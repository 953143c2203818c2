package io.talkmatrix.inference.models;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Takes chosen entries out of a package: a zip (wheel, jar) or a gzipped tar. The caller says where each entry goes; an
 * archive that tries to name a place of its own ({@code ..}, an absolute path, a link) is refused as a whole.
 */
final class Archive {

    private Archive() {}

    /** Copies the entries named by the keys to the files named by the values. */
    static void extract(Path archive, Map<String, Path> wanted) throws SourceException {
        Set<String> missing = new HashSet<>(wanted.keySet());
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                ArchiveInputStream<? extends ArchiveEntry> in = open(archive, file)) {
            for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                refuseEscape(archive, entry);
                Path target = wanted.get(entry.getName());
                if (target != null) {
                    if (entry instanceof TarArchiveEntry tar && !tar.isFile()) {
                        throw new SourceException(archive.getFileName() + ": " + entry.getName() + " is not a file");
                    }
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                    missing.remove(entry.getName());
                }
            }
        } catch (IOException e) {
            throw new SourceException(archive.getFileName() + " cannot be unpacked: " + e.getMessage(), e);
        }
        if (!missing.isEmpty()) {
            throw new SourceException(archive.getFileName() + " does not hold " + String.join(", ", missing));
        }
    }

    private static ArchiveInputStream<? extends ArchiveEntry> open(Path archive, InputStream in) throws IOException {
        String name = archive.getFileName().toString();
        return name.endsWith(".tgz") || name.endsWith(".tar.gz")
                ? new TarArchiveInputStream(new GZIPInputStream(in, 1 << 16))
                : new ZipArchiveInputStream(in);
    }

    private static void refuseEscape(Path archive, ArchiveEntry entry) throws SourceException {
        String name = entry.getName().replace('\\', '/');
        boolean escapes = name.startsWith("/")
                || name.matches("[A-Za-z]:.*")
                || ("/" + name + "/").contains("/../")
                || entry instanceof TarArchiveEntry tar && (tar.isSymbolicLink() || tar.isLink());
        if (escapes) {
            throw new SourceException(archive.getFileName() + " is refused: its entry '" + entry.getName()
                    + "' points outside the package");
        }
    }
}
