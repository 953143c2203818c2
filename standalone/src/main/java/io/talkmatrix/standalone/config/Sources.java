package io.talkmatrix.standalone.config;

import io.talkmatrix.media.push.StreamKeys;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings written in a file, in environment variables and in system properties; the later of these wins. A key becomes
 * the name of a variable by the rule of MicroProfile Config: capital letters, everything else an underscore.
 */
public final class Sources implements Lookup {

    static final String ROOT = "talkmatrix.";
    private static final String ROOT_VARIABLE = "TALKMATRIX_";

    /** Told by the launcher and the build, no settings. */
    private static final Set<String> RESERVED = Set.of("talkmatrix.home", "talkmatrix.jdk", "talkmatrix.docs.write");

    /** Nothing is set. */
    public static final Sources NONE = new Sources(Map.of(), Map.of(), Map.of(), "");

    private final Map<String, String> properties;
    private final Map<String, String> variables;
    private final Map<String, String> file;
    private final String fileName;

    /**
     * @param properties system properties; those that are not below {@code talkmatrix.} are left out
     * @param variables environment variables; those that don't start with {@code TALKMATRIX_} are left out
     * @param file content of the settings file, all of it
     * @param fileName for people
     */
    Sources(Map<String, String> properties, Map<String, String> variables, Map<String, String> file, String fileName) {
        this.properties = startingWith(ROOT, properties);
        RESERVED.forEach(this.properties::remove);
        this.variables = startingWith(ROOT_VARIABLE, variables);
        ProcessVariable.names().forEach(this.variables::remove);
        this.file = Map.copyOf(file);
        this.fileName = fileName;
    }

    /**
     * What this process was given.
     *
     * @throws SettingsException if the file cannot be read
     */
    public static Sources ofProcess(Optional<Path> settingsFile) {
        return new Sources(
                strings(System.getProperties()),
                System.getenv(),
                settingsFile.map(Sources::read).orElse(Map.of()),
                settingsFile.map(Path::toString).orElse(""));
    }

    /** The same with more, which wins over everything else, as system properties do. */
    public Sources with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(properties);
        all.putAll(more);
        return new Sources(all, variables, file, fileName);
    }

    private static Map<String, String> read(Path path) {
        Properties content = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            content.load(reader);
        } catch (NoSuchFileException e) {
            throw new SettingsException("there is no settings file " + path, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("the settings file " + path + " cannot be read as UTF-8 properties: " + e, e);
        }
        return strings(content);
    }

    private static Map<String, String> strings(Properties properties) {
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static Map<String, String> startingWith(String prefix, Map<String, String> all) {
        Map<String, String> map = new TreeMap<>(all);
        map.keySet().removeIf(name -> !name.startsWith(prefix));
        return map;
    }

    /** The environment variable of a key. */
    public static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    @Override
    public Optional<Found> find(String key) {
        String variable = variable(key);
        if (properties.containsKey(key)) {
            return Optional.of(new Found(properties.get(key), "system property " + key));
        }
        if (variables.containsKey(variable)) {
            return Optional.of(new Found(variables.get(variable), "environment variable " + variable));
        }
        return Optional.ofNullable(file.get(key)).map(value -> new Found(value, "file " + fileName));
    }

    @Override
    public Set<String> between(String prefix, String suffix) {
        Set<String> found = new TreeSet<>();
        properties.keySet().forEach(name -> cut(name, prefix, suffix).ifPresent(found::add));
        file.keySet().forEach(name -> cut(name, prefix, suffix).ifPresent(found::add));
        variables.keySet().forEach(name -> cut(name, variable(prefix), variable(suffix))
                .map(middle -> middle.toLowerCase(Locale.ROOT).replace('_', '-'))
                .ifPresent(found::add));
        return found;
    }

    private static Optional<String> cut(String name, String prefix, String suffix) {
        boolean fits =
                name.length() > prefix.length() + suffix.length() && name.startsWith(prefix) && name.endsWith(suffix);
        return fits ? Optional.of(name.substring(prefix.length(), name.length() - suffix.length())) : Optional.empty();
    }

    /**
     * Refuses what no setting is read from, so that a typing error never passes silently.
     *
     * @param known all keys there are
     * @param namedVariables environment variables that settings refer to
     */
    void requireKnown(Set<String> known, Set<String> namedVariables) {
        List<String> unknown = new ArrayList<>();
        properties.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> unknown.add("system property " + name + nearest(name, known)));
        Set<String> knownVariables = new TreeSet<>(ProcessVariable.names());
        knownVariables.addAll(namedVariables);
        known.forEach(key -> knownVariables.add(variable(key)));
        variables.keySet().stream()
                .filter(name -> !knownVariables.contains(name)
                        && !name.startsWith(StreamKeys.PREFIX)
                        && !KafkaAccess.reads(name))
                .forEach(name -> unknown.add("environment variable " + name + nearest(name, knownVariables)));
        file.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> unknown.add(name + " in file " + fileName + nearest(rooted(name), known)));
        if (!unknown.isEmpty()) {
            throw new SettingsException("no such setting: " + String.join("; ", unknown)
                    + ". All settings are listed by ./talkmatrix config and in docs/config.md.");
        }
    }

    private static String rooted(String name) {
        return name.startsWith(ROOT) ? name : ROOT + name;
    }

    private static String nearest(String name, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String key) -> distance(name, key))
                        .thenComparing(key -> key))
                .map(key -> " (did you mean " + key + "?)")
                .orElse("");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
