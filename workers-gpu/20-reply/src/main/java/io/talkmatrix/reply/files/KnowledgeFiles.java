package io.talkmatrix.reply.files;

import io.talkmatrix.reply.Knowledge;
import io.talkmatrix.reply.KnowledgeException;
import io.talkmatrix.reply.KnowledgeLibrary;
import io.talkmatrix.reply.KnowledgeRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Knowledge from files on disk: {@code .csv}, {@code .md} or {@code .markdown}. A file is read again when its time or
 * size changed; its version is a hash of its content. Keeps the latest {@value #KEPT} files. Safe for use from any
 * thread.
 */
public final class KnowledgeFiles implements KnowledgeLibrary {

    private static final int KEPT = 64;

    private final KnowledgeLimits limits;
    private final Map<Path, Loaded> files = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Loaded> eldest) {
            return size() > KEPT;
        }
    };

    public KnowledgeFiles(KnowledgeLimits limits) {
        this.limits = limits;
    }

    @Override
    public synchronized Knowledge of(List<String> paths) {
        if (paths.isEmpty()) {
            return Knowledge.NONE;
        }
        List<KnowledgeRow> rows = new ArrayList<>();
        StringBuilder version = new StringBuilder();
        for (String name : paths) {
            Loaded file = load(path(name));
            rows.addAll(file.rows());
            version.append(version.length() == 0 ? "" : "+").append(file.hash());
            if (rows.size() > limits.maxRows()) {
                throw new KnowledgeException("the knowledge files have more than " + limits.maxRows()
                        + " rows together, the limit is passed in " + name);
            }
        }
        return new Knowledge(version.toString(), rows);
    }

    private static Path path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new KnowledgeException("not a file name: " + name, e);
        }
    }

    private Loaded load(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            Loaded known = files.get(path);
            if (known != null && known.modified().equals(now.lastModifiedTime()) && known.size() == now.size()) {
                return known;
            }
            if (!now.isRegularFile()) {
                throw new KnowledgeException(path + " is not a file");
            }
            Loaded fresh = read(path, now);
            files.put(path, fresh);
            return fresh;
        } catch (IOException e) {
            throw new KnowledgeException(
                    "cannot read the knowledge file " + path + ": "
                            + (Files.exists(path) ? e.getMessage() : "there is no such file"),
                    e);
        }
    }

    private Loaded read(Path path, BasicFileAttributes attributes) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(limits.maxFileBytes() + 1);
        }
        if (bytes.length > limits.maxFileBytes()) {
            throw new KnowledgeException(path + " is larger than " + limits.maxFileBytes() + " bytes");
        }
        String name = path.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        String text = KnowledgeText.decode(name, bytes);
        List<KnowledgeRow> rows;
        if (lower.endsWith(".csv")) {
            rows = CsvKnowledge.read(name, text, limits);
        } else if (lower.endsWith(".md") || lower.endsWith(".markdown")) {
            rows = MarkdownKnowledge.read(name, text, limits);
        } else {
            throw new KnowledgeException(path + ": a knowledge file ends in .csv, .md or .markdown");
        }
        return new Loaded(attributes.lastModifiedTime(), attributes.size(), hash(bytes), rows);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record Loaded(FileTime modified, long size, String hash, List<KnowledgeRow> rows) {}
}
