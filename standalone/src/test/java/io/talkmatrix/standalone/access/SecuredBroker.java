package io.talkmatrix.standalone.access;

import io.talkmatrix.broker.BrokerSettings;
import io.talkmatrix.broker.EmbeddedBroker;
import io.talkmatrix.registry.RegistrySettings;
import io.talkmatrix.registry.SchemaRegistryServer;
import io.talkmatrix.schemas.TopicCreator;
import io.talkmatrix.standalone.config.KafkaAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A real broker that takes nobody in but over TLS with SASL/SCRAM, and lets each do what was granted: the operator's own
 * way in is a second listener whose user is a super user. Topics are made by the principal that is there for it.
 */
final class SecuredBroker implements AutoCloseable {

    static final int PARTITIONS = 3;

    private static final String SECRET = "of-a-test";
    private static final String SCRAM = "SCRAM-SHA-512";

    private final EmbeddedBroker broker;
    private final SchemaRegistryServer registry;
    private final String operator;
    private final String secured;
    private final Path trust;

    SecuredBroker(Path folder) throws Exception {
        Path keys = keys(folder);
        trust = folder.resolve("trust.p12");
        List<Integer> ports = freePorts(3);
        operator = "127.0.0.1:" + ports.get(0);
        secured = "127.0.0.1:" + ports.get(1);
        broker = EmbeddedBroker.start(BrokerSettings.defaults(folder.resolve("kafka"))
                .with(ports.get(0), ports.get(2), properties(keys, "127.0.0.1:" + ports.get(2))));
        try (Admin admin = operator()) {
            for (Principal principal : Principal.values()) {
                admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                user(principal), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), SECRET)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                admin.createAcls(Grants.of(principal).stream()
                                .flatMap(grant -> grant.bindings("User:" + user(principal)).stream())
                                .toList())
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
        }
        try (Admin setup = Admin.create(client(Principal.SETUP))) {
            TopicCreator.ensure(setup, PARTITIONS, (short) -1);
        }
        registry = SchemaRegistryServer.start(RegistrySettings.defaults(operator));
    }

    private Map<String, String> properties(Path keys, String controller) {
        return Map.ofEntries(
                Map.entry(
                        "listeners",
                        "PLAINTEXT://" + operator + ",SECURED://" + secured + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://" + operator + ",SECURED://" + secured),
                Map.entry(
                        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", SCRAM),
                Map.entry(
                        "listener.name.secured.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keys.toString()),
                Map.entry("ssl.keystore.password", SECRET),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS"));
    }

    String operatorServers() {
        return operator;
    }

    String servers() {
        return secured;
    }

    String registryUrl() {
        return registry.url();
    }

    Admin operator() {
        return Admin.create(Map.of("bootstrap.servers", operator));
    }

    /** As a worker gets it from its environment. */
    KafkaAccess access(Principal principal) {
        return access(user(principal), SECRET);
    }

    KafkaAccess access(String user, String password) {
        return KafkaAccess.of(Map.of(
                "TALKMATRIX_KAFKA_USER", user,
                "TALKMATRIX_KAFKA_PASSWORD", password,
                "TALKMATRIX_KAFKA_SSL_TRUSTSTORE_TYPE", "PKCS12",
                "TALKMATRIX_KAFKA_SSL_TRUSTSTORE_LOCATION", trust.toString(),
                "TALKMATRIX_KAFKA_SSL_TRUSTSTORE_PASSWORD", SECRET));
    }

    Map<String, Object> client(Principal principal) {
        return client(access(principal));
    }

    Map<String, Object> client(KafkaAccess access) {
        Map<String, Object> client = new HashMap<>(access.properties());
        client.put("bootstrap.servers", secured);
        return client;
    }

    static String user(Principal principal) {
        return "talkmatrix-" + principal.id();
    }

    /** A key of the broker's own, and what clients know it by. */
    private static Path keys(Path folder) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        Path certificate = folder.resolve("broker.crt");
        String store = keys.toString();
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                SECRET);
        keytool(
                "-exportcert",
                "-alias",
                "broker",
                "-keystore",
                store,
                "-storepass",
                SECRET,
                "-file",
                certificate.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-storetype",
                "PKCS12",
                "-file",
                certificate.toString(),
                "-keystore",
                folder.resolve("trust.p12").toString(),
                "-storepass",
                SECRET);
        return keys;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
