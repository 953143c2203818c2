package io.talkmatrix.connect;

import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** What every connector must know of the cluster: Connect hands no client on to its tasks. */
public final class Cluster {

    static final String BOOTSTRAP = "kafka.bootstrap.servers";
    static final String REGISTRY = "schema.registry.url";
    static final String USER_INFO = "schema.registry.basic.auth.user.info";

    /** Prefix of further properties of the clients that a task makes itself, such as {@code kafka.client.security.protocol}. */
    static final String CLIENT = "kafka.client.";

    private Cluster() {}

    /** Adds the keys. */
    public static ConfigDef define(ConfigDef config) {
        return config.define(
                        BOOTSTRAP,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "Brokers, host:port separated by commas, for what a task reads and writes besides its own"
                                + " records. Settings of these clients follow kafka.client., for example"
                                + " kafka.client.security.protocol.")
                .define(
                        REGISTRY,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "Schema registry with Confluent's API, addresses separated by commas.")
                .define(
                        USER_INFO,
                        Type.PASSWORD,
                        "",
                        Importance.MEDIUM,
                        "user:password for the registry, empty for none.");
    }

    public static KafkaConnection kafka(AbstractConfig config) {
        Map<String, String> properties = new HashMap<>();
        config.originalsWithPrefix(CLIENT).forEach((key, value) -> properties.put(key, String.valueOf(value)));
        return new KafkaConnection(config.getString(BOOTSTRAP), properties);
    }

    /** To be closed by the caller. */
    public static RegistryClient registry(AbstractConfig config) {
        try {
            RegistryClientConfig registry = RegistryClientConfig.of(config.getString(REGISTRY));
            String user = config.getPassword(USER_INFO).value();
            return new HttpRegistryClient(user.isEmpty() ? registry : registry.withUserInfo(user));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
