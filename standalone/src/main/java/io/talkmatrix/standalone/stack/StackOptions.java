package io.talkmatrix.standalone.stack;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.config.KafkaAccess;
import io.talkmatrix.standalone.config.ProcessVariable;
import io.talkmatrix.standalone.config.Sources;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that needs Kafka. */
public class StackOptions {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Data folder (default: $TALKMATRIX_DATA or ~/.local/share/talkmatrix).")
    Path data;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            description = "Use this Kafka instead of the one in process (default: $TALKMATRIX_BOOTSTRAP_SERVERS).")
    String bootstrapServers;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = {
                "Use this Confluent-API schema registry instead of the one in process",
                "(default: $TALKMATRIX_REGISTRY_URL)."
            })
    String registryUrl;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the broker in process (default: a free one).")
    int brokerPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the registry in process (default: a free one).")
    int registryPort;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of the stages, key=value lines; ./talkmatrix config lists them.")
    Path config;

    public StackSettings settings() {
        try {
            return new StackSettings(
                    folder(),
                    given(bootstrapServers, ProcessVariable.TALKMATRIX_BOOTSTRAP_SERVERS),
                    given(registryUrl, ProcessVariable.TALKMATRIX_REGISTRY_URL),
                    brokerPort,
                    registryPort,
                    Topics.DEFAULT_PARTITIONS,
                    KafkaAccess.of(System.getenv()),
                    Sources.ofProcess(Optional.ofNullable(config)));
        } catch (IllegalArgumentException e) {
            throw new UserError(UserError.Kind.BAD_DATA, e.getMessage(), e);
        }
    }

    private static Optional<String> given(String option, ProcessVariable otherwise) {
        return Optional.ofNullable(option == null ? System.getenv(otherwise.name()) : option)
                .filter(text -> !text.isBlank());
    }

    private Path folder() {
        if (data != null) {
            return data.toAbsolutePath();
        }
        String named = System.getenv("TALKMATRIX_DATA");
        return named != null && !named.isBlank()
                ? Path.of(named).toAbsolutePath()
                : Path.of(System.getProperty("user.home"), ".local", "share", "talkmatrix");
    }
}
