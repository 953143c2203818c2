package io.talkmatrix.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAccessTest {

    @TempDir
    Path folder;

    @Test
    void anEmptyEnvironmentShowsNothing() {
        assertThat(KafkaAccess.of(Map.of("PATH", "/bin", "TALKMATRIX_KAFKA_LOG", "WARN")))
                .isEqualTo(KafkaAccess.OPEN);
    }

    @Test
    void userAndPasswordAreScramOverTls() {
        KafkaAccess access =
                KafkaAccess.of(Map.of("TALKMATRIX_KAFKA_USER", "tts", "TALKMATRIX_KAFKA_PASSWORD", "a\"b\\c"));

        assertThat(access.properties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"tts\" password=\"a\\\"b\\\\c\";");
        assertThat(access.toString()).doesNotContain("a\"b");
    }

    @Test
    void aVariableWinsOverTheFileAndTheFileOverTheUsualForUserAndPassword() throws IOException {
        Path file = folder.resolve("client.properties");
        Files.writeString(file, "security.protocol=SASL_PLAINTEXT\nssl.truststore.location=/of/file\n");

        KafkaAccess access = KafkaAccess.of(Map.of(
                "TALKMATRIX_KAFKA_CONFIG", file.toString(),
                "TALKMATRIX_KAFKA_USER", "tts",
                "TALKMATRIX_KAFKA_PASSWORD", "secret",
                "TALKMATRIX_KAFKA_SSL_TRUSTSTORE_LOCATION", "/of/variable"));

        assertThat(access.properties())
                .containsEntry("security.protocol", "SASL_PLAINTEXT")
                .containsEntry("ssl.truststore.location", "/of/variable");
        assertThat(access.references())
                .containsEntry("security.protocol", "${clients:" + file + ":security.protocol}")
                .containsEntry("ssl.truststore.location", "${env:TALKMATRIX_KAFKA_SSL_TRUSTSTORE_LOCATION}");
    }

    @Test
    void whatIsNoSecuritySettingIsRefusedByName() throws IOException {
        Path file = folder.resolve("client.properties");
        Files.writeString(file, "group.id=mine\n");

        assertThatThrownBy(() -> KafkaAccess.of(Map.of("TALKMATRIX_KAFKA_CONFIG", file.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("group.id in " + file);
        assertThatThrownBy(() -> KafkaAccess.of(Map.of("TALKMATRIX_KAFKA_SASL_MECHANISMS", "PLAIN")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("TALKMATRIX_KAFKA_SASL_MECHANISMS");
        assertThatThrownBy(() -> KafkaAccess.of(Map.of("TALKMATRIX_KAFKA_USER", "tts")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("only the user is set");
        assertThatThrownBy(() -> KafkaAccess.of(Map.of("TALKMATRIX_KAFKA_CONFIG", "/no/such/file")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("there is no file /no/such/file");
    }
}
