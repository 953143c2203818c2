package io.talkmatrix.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.connect.audio.AudioConfig;
import io.talkmatrix.connect.audio.AudioSourceConnector;
import io.talkmatrix.connect.events.EventsConfig;
import io.talkmatrix.connect.events.LiveEventsSourceConnector;
import io.talkmatrix.connect.stream.StreamConfig;
import io.talkmatrix.connect.stream.StreamSinkConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class ConnectorsDocumentTest {

    private static final Path COMMITTED = Path.of("../docs/connectors.md");

    @Test
    void theCommittedDocumentIsWhatTheCodeSays() throws IOException {
        String generated = render();
        if (Boolean.getBoolean("talkmatrix.docs.write")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(COMMITTED)
                .as("docs/connectors.md is behind the code: mvn -pl connect -am test -Dtest=ConnectorsDocumentTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtalkmatrix.docs.write=true")
                .hasContent(generated);
    }

    @Test
    void everyConnectorIsFoundAsAService() {
        assertThat(ServiceLoader.load(SinkConnector.class)).hasAtLeastOneElementOfType(StreamSinkConnector.class);
        assertThat(ServiceLoader.load(SourceConnector.class))
                .hasAtLeastOneElementOfType(LiveEventsSourceConnector.class)
                .hasAtLeastOneElementOfType(AudioSourceConnector.class);
    }

    private static String render() {
        StringBuilder out = new StringBuilder();
        out.append("# Connectors\n\nMade from the connectors' definitions by `ConnectorsDocumentTest`; do not edit."
                + " [go-live.md](go-live.md) says how they are used.\n\nPut `connect/target/plugin` into the"
                + " `plugin.path` of a Kafka Connect worker (Kafka 4.2). Keys and values on the topics are bytes of our own"
                + " making (values are Avro in the Confluent wire format), so the worker, or each connector, needs\n\n"
                + "```\nkey.converter=org.apache.kafka.connect.converters.ByteArrayConverter\n"
                + "value.converter=org.apache.kafka.connect.converters.ByteArrayConverter\n```\n\n"
                + "Further settings of the clients that a task makes for itself begin with `kafka.client.`. Secrets are"
                + " best left to Connect's own config providers (`${env:NAME}`, `${directory:FOLDER:FILE}`).\n");
        section(out, StreamSinkConnector.class, StreamConfig.DEFINITION, "Sink: streams rooms to platforms and files");
        out.append(
                "\nSet `consumer.override.partition.assignment.strategy=io.talkmatrix.connect.stream.RoomAssignor` too, so"
                        + " that rooms stay where they are while tasks come and go.\n");
        section(out, LiveEventsSourceConnector.class, EventsConfig.DEFINITION, "Source: what viewers do");
        section(out, AudioSourceConnector.class, AudioConfig.DEFINITION, "Source: sound from a file or a stream");
        return out.toString();
    }

    private static void section(StringBuilder out, Class<?> connector, ConfigDef definition, String title) {
        out.append("\n## ")
                .append(title)
                .append("\n\n`connector.class=")
                .append(connector.getName())
                .append("`\n\n");
        out.append("| key | type | default | allowed | meaning |\n|---|---|---|---|---|\n");
        for (Map.Entry<String, ConfigDef.ConfigKey> entry :
                definition.configKeys().entrySet()) {
            ConfigDef.ConfigKey key = entry.getValue();
            String usual = key.hasDefault()
                    ? "`" + ConfigDef.convertToString(key.defaultValue, key.type) + "`"
                    : "none: must be set";
            String allowed = key.validator instanceof ConfigDef.Range range ? range.toString() : "";
            out.append("| `")
                    .append(key.name)
                    .append("` | ")
                    .append(key.type.name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(usual.equals("``") || usual.equals("`[hidden]`") ? "nothing" : usual)
                    .append(" | ")
                    .append(allowed.replace("...", "…"))
                    .append(" | ")
                    .append(key.documentation.replace("|", "\\|"))
                    .append(" |\n");
        }
    }
}
