package io.talkmatrix.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema that was ever released is kept in {@code src/test/resources/frozen/vN}; today's must read the data of all
 * of them (BACKWARD_TRANSITIVE), so a breaking change fails the build.
 */
class SchemaEvolutionTest {

    private static final Path FROZEN = Path.of("src/test/resources/frozen");
    private static final String FREEZE = "talkmatrix.schemas.freeze";

    @BeforeAll
    static void freezeIfAsked() throws IOException {
        String version = System.getProperty(FREEZE);
        if (version != null) {
            for (Topic<?> topic : Topics.all()) {
                Path file = FROZEN.resolve(version).resolve(topic.name() + ".avsc");
                Files.createDirectories(file.getParent());
                Files.writeString(file, EventCodec.of(topic.type()).schema().toString(true) + "\n");
            }
        }
    }

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void todaysSchemaReadsTheDataOfEveryReleasedOne(Topic<?> topic) throws IOException {
        List<Schema> released = released(topic);

        assertThat(released).as("frozen schemas of %s", topic.name()).isNotEmpty();
        assertThat(problems(EventCodec.of(topic.type()).schema(), released)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void todaysSchemaIsFrozen(Topic<?> topic) throws IOException {
        List<Schema> released = released(topic);

        assertThat(EventCodec.of(topic.type()).schema().toString(true))
                .as(
                        "the schema of %s has changed; freeze it as the next version with"
                                + " mvn -pl schemas -am test -Dtest=SchemaEvolutionTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=vN (N = %d, or %d while that one is"
                                + " not released)",
                        topic.name(), FREEZE, released.size() + 1, released.size())
                .isEqualTo(released.get(released.size() - 1).toString(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a field without a default | {"name": "speaker" | {"name": "added", "type": "string", "doc": "d"}, {"name": "speaker"
                    another type of a field   | "type": "float"    | "type": "string"
                    a renamed field           | "averageLogProbability" | "meanLogProbability"
                    another record name       | "name": "Utterance", | "name": "Sentence",
                    """)
    void aBreakingChangeIsCaught(String what, String before, String after) throws IOException {
        String today = Files.readString(Path.of("src/main/avro/Utterance.avsc"));
        assertThat(today).contains(before);
        Schema broken = parseWithShared(today.replace(before, after));

        assertThat(problems(broken, released(Topics.TEXT_ASR))).as(what).isNotEmpty();
    }

    @Test
    void aNewFieldWithADefaultIsNoBreakingChange() throws IOException {
        Schema grown = parseWithShared(Files.readString(Path.of("src/main/avro/Utterance.avsc"))
                .replace(
                        "{\"name\": \"speaker\"",
                        "{\"name\": \"added\", \"type\": \"string\", \"default\": \"\"}, {\"name\": \"speaker\""));

        assertThat(grown.getField("added")).isNotNull();
        assertThat(problems(grown, released(Topics.TEXT_ASR))).isEmpty();
    }

    private static Schema parseWithShared(String text) throws IOException {
        Schema.Parser parser = new Schema.Parser();
        parser.parse(Files.readString(Path.of("src/main/avro/UnitId.avsc")));
        return parser.parse(text);
    }

    /** Oldest first. */
    private static List<Schema> released(Topic<?> topic) throws IOException {
        List<Path> files;
        try (Stream<Path> versions = Files.list(FROZEN)) {
            files = versions.sorted((a, b) -> Integer.compare(number(a), number(b)))
                    .map(version -> version.resolve(topic.name() + ".avsc"))
                    .filter(Files::exists)
                    .toList();
        }
        List<Schema> schemas = new ArrayList<>();
        for (Path file : files) {
            schemas.add(new Schema.Parser().parse(Files.readString(file)));
        }
        return schemas;
    }

    /** Confluent's own rule for BACKWARD_TRANSITIVE: the reader against each writer. */
    private static List<String> problems(Schema reader, List<Schema> writers) {
        return writers.stream()
                .flatMap(writer ->
                        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                                .getResult()
                                .getIncompatibilities()
                                .stream())
                .map(Object::toString)
                .toList();
    }

    private static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString().substring(1));
    }
}
