package io.talkmatrix.moderation;

import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The word list of files on disk: CSV with the columns {@code word,action,replacement,match}, of which only the first is
 * needed; lines that begin with # are remarks. Looked at again every 2 s: a list that became wrong is reported, and the
 * one before it stays. Safe for use from any thread.
 */
public final class WordListFiles implements Supplier<WordList> {

    private static final System.Logger LOG = System.getLogger(WordListFiles.class.getName());
    private static final long LOOK_AGAIN_NANOS = 2_000_000_000L;
    private static final int MOST_RULES = 200_000;
    private static final long MOST_BYTES = 16L << 20;
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private final List<Path> files;
    private final LongSupplier nanoTime;
    private Map<Path, String> stamps = Map.of();
    private long lookedNanos;
    private volatile WordList current;

    /**
     * Reads the files.
     *
     * @param nanoTime like {@link System#nanoTime}
     * @throws WordListException a file cannot be read or holds a line that is wrong
     */
    public WordListFiles(List<Path> files, LongSupplier nanoTime) {
        this.files = List.copyOf(files);
        this.nanoTime = nanoTime;
        this.lookedNanos = nanoTime.getAsLong();
        this.stamps = stamps();
        this.current = read();
    }

    /** The list as it is now. */
    @Override
    public WordList get() {
        if (!files.isEmpty() && nanoTime.getAsLong() - lookedNanos >= LOOK_AGAIN_NANOS) {
            lookAgain();
        }
        return current;
    }

    private synchronized void lookAgain() {
        if (nanoTime.getAsLong() - lookedNanos < LOOK_AGAIN_NANOS) {
            return;
        }
        lookedNanos = nanoTime.getAsLong();
        try {
            Map<Path, String> now = stamps();
            if (!now.equals(stamps)) {
                stamps = now;
                current = read();
                LOG.log(Level.INFO, "{0} listed words", current.size());
            }
        } catch (WordListException e) {
            LOG.log(Level.ERROR, "the word list before stays in use: " + e.getMessage());
        }
    }

    private Map<Path, String> stamps() {
        Map<Path, String> stamps = new TreeMap<>();
        for (Path file : files) {
            try {
                stamps.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException e) {
                throw new WordListException("the word list " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return stamps;
    }

    private WordList read() {
        List<WordRule> rules = new ArrayList<>();
        for (Path file : files) {
            rules.addAll(read(file));
            if (rules.size() > MOST_RULES) {
                throw new WordListException(
                        "the word lists hold more than " + MOST_RULES + " words, passed in " + file);
            }
        }
        return WordList.of(rules);
    }

    static List<WordRule> read(Path file) {
        String name = file.getFileName().toString();
        List<WordRule> rules = new ArrayList<>();
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new WordListException("the word list " + file + " is larger than 16 MiB");
            }
            try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                    CSVParser lines = CSVParser.parse(text, FORMAT)) {
                for (CSVRecord line : lines) {
                    String word = strip(line.get(0));
                    boolean heading = rules.isEmpty() && word.equalsIgnoreCase("word");
                    if (!heading && !word.isEmpty()) {
                        rules.add(rule(name + ":" + lines.getCurrentLineNumber(), word, line));
                    }
                }
            }
        } catch (IOException e) {
            throw new WordListException("the word list " + file + " cannot be read: " + e.getMessage(), e);
        }
        return rules;
    }

    private static String strip(String first) {
        return (first.startsWith("\uFEFF") ? first.substring(1) : first).strip();
    }

    private static WordRule rule(String id, String word, CSVRecord line) {
        String action = column(line, 1);
        String match = column(line, 3);
        return new WordRule(
                id,
                word,
                action.isEmpty() ? Action.DROP : constant(id, "action", action, Action.class),
                column(line, 2),
                match.isEmpty() ? WordRule.Match.SOUND : constant(id, "match", match, WordRule.Match.class));
    }

    private static String column(CSVRecord line, int number) {
        return line.size() > number ? line.get(number) : "";
    }

    private static <E extends Enum<E>> E constant(String id, String column, String value, Class<E> type) {
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new WordListException(
                    id + ": " + column + " is " + value + ", allowed are " + List.of(type.getEnumConstants()), e);
        }
    }
}
