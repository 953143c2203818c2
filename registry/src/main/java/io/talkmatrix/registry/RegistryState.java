package io.talkmatrix.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code _schemas} says, in memory. Holds no rules. Not safe from several threads: {@link Registry} locks. */
final class RegistryState {

    private final NavigableMap<String, NavigableMap<Integer, RegisteredSchema>> subjects = new TreeMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility global;

    RegistryState(Compatibility global) {
        this.global = global;
    }

    void put(RegisteredSchema schema) {
        subjects.computeIfAbsent(schema.subject(), subject -> new TreeMap<>()).put(schema.version(), schema);
    }

    void remove(String subject, int version) {
        NavigableMap<Integer, RegisteredSchema> versions = subjects.get(subject);
        if (versions != null && versions.remove(version) != null && versions.isEmpty()) {
            subjects.remove(subject);
        }
    }

    void softlyDeleteUpTo(String subject, int version) {
        NavigableMap<Integer, RegisteredSchema> versions = subjects.get(subject);
        if (versions != null) {
            versions.headMap(version, true).replaceAll((number, schema) -> schema.softlyDeleted());
        }
    }

    /** @param subject null for the registry's own level */
    void putConfig(String subject, Compatibility level) {
        if (subject == null) {
            global = level;
        } else {
            levels.put(subject, level);
        }
    }

    void removeConfig(String subject) {
        levels.remove(subject);
    }

    Compatibility global() {
        return global;
    }

    Optional<Compatibility> levelOf(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    Collection<String> subjects() {
        return subjects.keySet();
    }

    /** Oldest first, softly deleted ones too. */
    List<RegisteredSchema> versions(String subject) {
        NavigableMap<Integer, RegisteredSchema> versions = subjects.get(subject);
        return versions == null ? List.of() : new ArrayList<>(versions.values());
    }

    /** Every version with this id, softly deleted ones too. */
    List<RegisteredSchema> withId(int id) {
        return all().filter(schema -> schema.id() == id).toList();
    }

    Optional<Integer> idOf(String schema) {
        return all().filter(known -> known.schema().equals(schema))
                .map(RegisteredSchema::id)
                .findFirst();
    }

    int highestId() {
        return all().map(RegisteredSchema::id).max(Comparator.naturalOrder()).orElse(0);
    }

    private Stream<RegisteredSchema> all() {
        return subjects.values().stream().flatMap(versions -> versions.values().stream());
    }
}
