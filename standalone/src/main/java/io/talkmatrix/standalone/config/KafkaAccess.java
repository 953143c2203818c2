package io.talkmatrix.standalone.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * How the clients of a Kafka outside show who they are. In order, the later wins: the file that {@code
 * TALKMATRIX_KAFKA_CONFIG} names (client properties in Kafka's own keys, as its tools take them), user and password for
 * SCRAM, and variables such as {@code TALKMATRIX_KAFKA_SSL_TRUSTSTORE_LOCATION} for {@code ssl.truststore.location}.
 *
 * @param properties for every client
 * @param references the same with values that a Kafka Connect worker can look up where {@link #PROVIDERS} are set, so that no
 *     secret is written to a file or a topic of Connect
 * @param registryUser {@code user:password} of the schema registry
 */
public record KafkaAccess(
        Map<String, String> properties, Map<String, String> references, Optional<String> registryUser) {

    /** Nothing to show. */
    public static final KafkaAccess OPEN = new KafkaAccess(Map.of(), Map.of(), Optional.empty());

    /** Names of Connect's providers that the references use: of the environment, and of a properties file. */
    public static final String PROVIDERS = "env,clients";

    private static final String PREFIX = "TALKMATRIX_KAFKA_";
    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

    public KafkaAccess {
        properties = Map.copyOf(properties);
        references = Map.copyOf(references);
    }

    /** For a broker in this process, which lets everybody on this machine in. */
    public KafkaAccess inside() {
        return new KafkaAccess(Map.of(), Map.of(), registryUser);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "Kafka access " + properties.keySet();
    }

    /**
     * What the environment says.
     *
     * @throws SettingsException a file cannot be read, or something is no security setting of Kafka's clients
     */
    public static KafkaAccess of(Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>();
        Map<String, String> references = new TreeMap<>();
        value(environment, ProcessVariable.TALKMATRIX_KAFKA_CONFIG).ifPresent(name -> {
            Path file = Path.of(name).toAbsolutePath();
            read(file).forEach((key, value) -> {
                require(key, key + " in " + file);
                properties.put(key, value);
                references.put(key, "${clients:" + file + ":" + key + "}");
            });
        });
        user(environment, properties, references);
        environment.forEach((variable, value) -> key(variable).ifPresent(key -> {
            require(key, "environment variable " + variable);
            properties.put(key, value);
            references.put(key, "${env:" + variable + "}");
        }));
        return new KafkaAccess(properties, references, value(environment, ProcessVariable.TALKMATRIX_REGISTRY_USER));
    }

    private static void user(
            Map<String, String> environment, Map<String, String> properties, Map<String, String> references) {
        Optional<String> user = value(environment, ProcessVariable.TALKMATRIX_KAFKA_USER);
        Optional<String> password = value(environment, ProcessVariable.TALKMATRIX_KAFKA_PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new SettingsException("TALKMATRIX_KAFKA_USER and TALKMATRIX_KAFKA_PASSWORD belong together: only "
                    + (user.isPresent() ? "the user" : "the password") + " is set");
        }
        if (user.isEmpty()) {
            return;
        }
        for (Map<String, String> each : List.of(properties, references)) {
            each.putIfAbsent("security.protocol", "SASL_SSL");
            each.putIfAbsent("sasl.mechanism", "SCRAM-SHA-512");
        }
        properties.put("sasl.jaas.config", String.format(SCRAM, quoted(user.get()), quoted(password.get())));
        references.put(
                "sasl.jaas.config",
                String.format(SCRAM, "${env:TALKMATRIX_KAFKA_USER}", "${env:TALKMATRIX_KAFKA_PASSWORD}"));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** True for variables that this class reads beside those of {@link ProcessVariable}. */
    static boolean reads(String variable) {
        return key(variable).isPresent();
    }

    private static Optional<String> key(String variable) {
        if (!variable.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String key =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        return security(key) ? Optional.of(key) : Optional.empty();
    }

    private static boolean security(String key) {
        return key.startsWith("security.") || key.startsWith("sasl.") || key.startsWith("ssl.");
    }

    private static void require(String key, String where) {
        if (!security(key) || !AdminClientConfig.configNames().contains(key)) {
            throw new SettingsException(where + ": " + key
                    + " is no security setting of Kafka's clients (security.protocol, sasl.…, ssl.…)");
        }
    }

    private static Optional<String> value(Map<String, String> environment, ProcessVariable variable) {
        return Optional.ofNullable(environment.get(variable.name())).filter(text -> !text.isBlank());
    }

    private static Map<String, String> read(Path file) {
        Properties content = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            content.load(reader);
        } catch (NoSuchFileException e) {
            throw new SettingsException("there is no file " + file + " (TALKMATRIX_KAFKA_CONFIG)", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(file + " (TALKMATRIX_KAFKA_CONFIG) cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> map = new TreeMap<>();
        content.stringPropertyNames().forEach(name -> map.put(name, content.getProperty(name)));
        return map;
    }
}
