package io.talkmatrix.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The registry's rules over its state and its log. Every call is under one lock; before a write, and before saying that
 * something is unknown, what other registries may have written to the log is read.
 */
final class Registry implements AutoCloseable {

    private final RegistryState state;
    private final SchemaLog log;
    private long end;

    private Registry(RegistryState state, SchemaLog log) {
        this.state = state;
        this.log = log;
    }

    /** Returns when the whole log is read. Owns the log from then on. */
    static Registry over(SchemaLog log, Compatibility level) {
        Registry registry = new Registry(new RegistryState(level), log);
        registry.catchUp();
        return registry;
    }

    @Override
    public synchronized void close() {
        log.close();
    }

    /** The id of the schema under the subject, which gets a new version unless it has the schema already. */
    synchronized int register(String subject, String text) {
        Schema schema = parse(text);
        String canonical = schema.toString();
        catchUp();
        List<RegisteredSchema> visible = visible(subject);
        for (RegisteredSchema known : visible) {
            if (known.schema().equals(canonical)) {
                return known.id();
            }
        }
        List<String> problems = level(subject).problems(schema, schemas(visible));
        if (!problems.isEmpty()) {
            throw RegistryError.incompatible(String.join("; ", problems));
        }
        int version = state.versions(subject).stream()
                        .mapToInt(RegisteredSchema::version)
                        .max()
                        .orElse(0)
                + 1;
        int id = state.idOf(canonical).orElseGet(this::nextId);
        append(List.of(SchemaRecords.schema(new RegisteredSchema(subject, version, id, canonical, false))));
        return id;
    }

    /**
     * Each id costs at least one record, so the end of the log is never below an id given before: counting from it, the
     * id of a schema that was deleted for good is not given again.
     */
    private int nextId() {
        return Math.toIntExact(Math.max(end, state.highestId()) + 1);
    }

    synchronized RegisteredSchema lookup(String subject, String text, boolean deletedToo) {
        String canonical = parse(text).toString();
        refresh(state.versions(subject).isEmpty());
        List<RegisteredSchema> versions = versions(subject, deletedToo);
        for (RegisteredSchema known : versions) {
            if (known.schema().equals(canonical)) {
                return known;
            }
        }
        throw RegistryError.schemaNotFound("");
    }

    /** Every version that has the id, softly deleted ones too: data written with it must stay readable. */
    synchronized List<RegisteredSchema> withId(int id) {
        refresh(state.withId(id).isEmpty());
        List<RegisteredSchema> found = state.withId(id);
        if (found.isEmpty()) {
            throw RegistryError.schemaNotFound(Integer.toString(id));
        }
        return found;
    }

    synchronized List<String> subjects(boolean deletedToo, String prefix) {
        catchUp();
        return state.subjects().stream()
                .filter(subject -> subject.startsWith(prefix))
                .filter(subject -> deletedToo || !visible(subject).isEmpty())
                .toList();
    }

    /** Oldest first. */
    synchronized List<RegisteredSchema> versions(String subject, boolean deletedToo) {
        refresh(state.versions(subject).isEmpty());
        List<RegisteredSchema> versions = deletedToo ? state.versions(subject) : visible(subject);
        if (versions.isEmpty()) {
            throw RegistryError.subjectNotFound(subject);
        }
        return versions;
    }

    /** @param version a number, {@code latest} or {@code -1} */
    synchronized RegisteredSchema version(String subject, String version, boolean deletedToo) {
        int number = number(version);
        List<RegisteredSchema> versions = versions(subject, deletedToo);
        if (number < 0) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(known -> known.version() == number)
                .findFirst()
                .orElseThrow(() -> RegistryError.versionNotFound(version));
    }

    synchronized List<Integer> deleteSubject(String subject, boolean permanently) {
        catchUp();
        List<RegisteredSchema> doomed;
        if (permanently) {
            doomed = versions(subject, true);
            if (!visible(subject).isEmpty()) {
                throw RegistryError.softDeletedFirst(subject);
            }
        } else {
            doomed = versions(subject, false);
        }
        List<SchemaRecords.Encoded> records = new ArrayList<>();
        doomed.forEach(schema -> records.add(deletion(schema, permanently)));
        if (permanently && state.levelOf(subject).isPresent()) {
            records.add(SchemaRecords.configGone(subject));
        }
        append(records);
        return doomed.stream().map(RegisteredSchema::version).toList();
    }

    synchronized int deleteVersion(String subject, String version, boolean permanently) {
        catchUp();
        RegisteredSchema doomed = version(subject, version, permanently);
        if (permanently && !doomed.deleted()) {
            throw RegistryError.versionSoftDeletedFirst(subject, doomed.version());
        }
        append(List.of(deletion(doomed, permanently)));
        return doomed.version();
    }

    /**
     * What is wrong with a schema; empty if nothing is.
     *
     * @param version to compare with, {@code latest}, or null for those the subject's level asks for
     */
    synchronized List<String> problems(String subject, String text, String version) {
        Schema schema = parse(text);
        catchUp();
        if (version == null) {
            return level(subject).problems(schema, schemas(visible(subject)));
        }
        return level(subject).problems(schema, schemas(List.of(version(subject, version, false))));
    }

    synchronized Compatibility globalLevel() {
        catchUp();
        return state.global();
    }

    synchronized Compatibility level(String subject, boolean globalToo) {
        catchUp();
        return state.levelOf(subject)
                .or(() -> globalToo ? Optional.of(state.global()) : Optional.empty())
                .orElseThrow(() -> RegistryError.noSubjectConfig(subject));
    }

    /** @param subject null for the registry's own level */
    synchronized void setLevel(String subject, Compatibility level) {
        append(List.of(SchemaRecords.config(subject, level)));
    }

    synchronized Compatibility removeLevel(String subject) {
        Compatibility before = level(subject, false);
        append(List.of(SchemaRecords.configGone(subject)));
        return before;
    }

    private Compatibility level(String subject) {
        return state.levelOf(subject).orElse(state.global());
    }

    private List<RegisteredSchema> visible(String subject) {
        return state.versions(subject).stream()
                .filter(schema -> !schema.deleted())
                .toList();
    }

    private void append(List<SchemaRecords.Encoded> records) {
        log.append(records);
        catchUp();
    }

    private void refresh(boolean unknown) {
        if (unknown) {
            catchUp();
        }
    }

    private void catchUp() {
        end = log.readToEnd((key, value) -> SchemaRecords.apply(key, value, state));
    }

    private static SchemaRecords.Encoded deletion(RegisteredSchema schema, boolean permanently) {
        return permanently ? SchemaRecords.schemaGone(schema) : SchemaRecords.schema(schema.softlyDeleted());
    }

    private static List<Schema> schemas(List<RegisteredSchema> versions) {
        return versions.stream().map(known -> parse(known.schema())).toList();
    }

    private static int number(String version) {
        if ("latest".equals(version) || "-1".equals(version)) {
            return -1;
        }
        try {
            int number = Integer.parseInt(version);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw RegistryError.invalidVersion(version);
        }
        throw RegistryError.invalidVersion(version);
    }

    private static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw RegistryError.invalidSchema(e.getMessage());
        }
    }
}
