package io.talkmatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.broker.BrokerSettings;
import io.talkmatrix.broker.EmbeddedBroker;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.RegistryException;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Confluent's own client is the oracle: what it does against its own registry it must be able to do against ours. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GenuineClientTest {

    private static final String V1 =
            "{\"type\":\"record\",\"name\":\"Pet\",\"namespace\":\"x\",\"doc\":\"A pet.\",\"fields\":["
                    + "{\"name\":\"name\",\"type\":\"string\",\"doc\":\"What it is called.\"}]}";
    private static final String V2 = V1.replace("]}", ",{\"name\":\"age\",\"type\":\"int\",\"default\":0}]}");
    private static final String BREAKING = V1.replace("]}", ",{\"name\":\"age\",\"type\":\"int\"}]}");

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static SchemaRegistryServer server;
    private static CachedSchemaRegistryClient genuine;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(BrokerSettings.defaults(folder).withMinFreeBytes(0));
        server = SchemaRegistryServer.start(RegistrySettings.defaults(broker.bootstrapServers()));
        genuine = client();
    }

    @AfterAll
    static void stop() throws Exception {
        genuine.close();
        server.close();
        broker.close();
    }

    @Test
    void registersEvolvesAndReadsBack() throws Exception {
        int first = genuine.register("pets-value", new AvroSchema(V1));
        int again = client().register("pets-value", new AvroSchema(V1));
        int second = genuine.register("pets-value", new AvroSchema(V2));
        int elsewhere = genuine.register("other-pets-value", new AvroSchema(V1));

        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
        CachedSchemaRegistryClient reader = client();
        assertThat(reader.getSchemaById(first).canonicalString()).isEqualTo(new AvroSchema(V1).canonicalString());
        assertThat(reader.getId("pets-value", new AvroSchema(V2))).isEqualTo(second);
        assertThat(reader.getVersion("pets-value", new AvroSchema(V2))).isEqualTo(2);
        assertThat(reader.getAllVersions("pets-value")).containsExactly(1, 2);
        assertThat(reader.getLatestSchemaMetadata("pets-value").getVersion()).isEqualTo(2);
        assertThat(reader.getSchemaMetadata("pets-value", 1).getId()).isEqualTo(first);
        assertThat(reader.getAllSubjects()).contains("pets-value", "other-pets-value");
        assertThat(reader.getAllSubjectsByPrefix("other-")).containsExactly("other-pets-value");
        assertThat(reader.getAllSubjectsById(first)).contains("pets-value", "other-pets-value");
        assertThat(reader.getAllVersionsById(second)).hasSize(1);
    }

    @Test
    void refusesABreakingSchemaAndSaysWhy() throws Exception {
        genuine.register("strict-value", new AvroSchema(V1));

        assertThat(genuine.testCompatibility("strict-value", new AvroSchema(V2)))
                .isTrue();
        assertThat(genuine.testCompatibility("strict-value", new AvroSchema(BREAKING)))
                .isFalse();
        assertThat(genuine.testCompatibilityVerbose("strict-value", new AvroSchema(BREAKING)))
                .anySatisfy(message -> assertThat(message).contains("age"));
        refused(409, 409, () -> genuine.register("strict-value", new AvroSchema(BREAKING)));
    }

    @Test
    void levelsOfCompatibilityAreKeptForEachSubject() throws Exception {
        genuine.register("loose-value", new AvroSchema(V1));

        assertThat(genuine.getCompatibility(null)).isEqualTo("BACKWARD_TRANSITIVE");
        assertThat(genuine.updateCompatibility("loose-value", "NONE")).isEqualTo("NONE");
        assertThat(genuine.getCompatibility("loose-value")).isEqualTo("NONE");
        assertThat(genuine.register("loose-value", new AvroSchema(BREAKING))).isPositive();
        genuine.deleteCompatibility("loose-value");
        refused(404, 40408, () -> client().getCompatibility("loose-value"));
        refused(422, 42203, () -> genuine.updateCompatibility("loose-value", "SIDEWAYS"));
    }

    @Test
    void unknownThingsHaveConfluentsErrorCodes() throws Exception {
        genuine.register("known-value", new AvroSchema(V1));

        refused(404, 40401, () -> genuine.getAllVersions("nobody-value"));
        refused(404, 40401, () -> genuine.getId("nobody-value", new AvroSchema(V1)));
        refused(404, 40402, () -> genuine.getSchemaMetadata("known-value", 7));
        refused(404, 40403, () -> genuine.getSchemaById(987_654));
        refused(404, 40403, () -> genuine.getId("known-value", new AvroSchema(V2)));
        refused(422, 42202, () -> genuine.deleteSchemaVersion("known-value", "0"));
    }

    @Test
    void deletionIsSoftFirstAndThenForGood() throws Exception {
        int first = genuine.register("doomed-value", new AvroSchema(V1.replace("Pet", "Dodo")));
        genuine.register("doomed-value", new AvroSchema(V2.replace("Pet", "Dodo")));

        refused(404, 40405, () -> client().deleteSubject("doomed-value", true));
        refused(404, 40407, () -> client().deleteSchemaVersion("doomed-value", "1", true));
        assertThat(client().deleteSchemaVersion("doomed-value", "1")).isEqualTo(1);
        assertThat(client().getAllVersions("doomed-value")).containsExactly(2);
        assertThat(client().getSchemaById(first).name())
                .as("data stays readable")
                .isEqualTo("x.Dodo");
        assertThat(client().deleteSubject("doomed-value")).containsExactly(2);
        assertThat(client().getAllSubjects()).doesNotContain("doomed-value");
        assertThat(client().deleteSubject("doomed-value", true)).containsExactly(1, 2);
        refused(404, 40403, () -> client().getSchemaById(first));
        assertThat(client().register("doomed-value", new AvroSchema(V1.replace("Pet", "Dodo"))))
                .as("the id of what is gone is not given again")
                .isGreaterThan(first);
    }

    @Test
    void readsWithConfluentsClientWhatOurSerializerWrote() throws Exception {
        var utterance = new Utterance(
                new UnitId("room-1", "turn-1", 1, 0, 2),
                "你好",
                true,
                "zh",
                Utterance.Source.SPEECH,
                "",
                5L,
                6L,
                -0.5f,
                "");
        try (var ours = new HttpRegistryClient(RegistryClientConfig.of(server.url()))) {
            byte[] bytes = new EventSerializer<>(Topics.TEXT_ASR, ours).serialize("text.asr", utterance);

            ByteBuffer wire = ByteBuffer.wrap(bytes);
            assertThat(wire.get()).isZero();
            int id = wire.getInt();
            assertThat(client().getLatestSchemaMetadata("text.asr-value").getId())
                    .isEqualTo(id);
            var schema = ((AvroSchema) client().getSchemaById(id)).rawSchema();
            GenericRecord record = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
            assertThat(record.get("text")).hasToString("你好");
            assertThat(record.get("source")).hasToString("SPEECH");
            assertThat(record.get("endMillis")).isEqualTo(6L);
            assertThat(((GenericRecord) record.get("id")).get("seq")).isEqualTo(2);
        }
    }

    @Test
    void ourClientAndConfluentsAgreeOnIds() throws Exception {
        int theirs = genuine.register("agreed-value", new AvroSchema(V1));
        try (var ours = new HttpRegistryClient(RegistryClientConfig.of(server.url()))) {
            Schema schema = new Schema.Parser().parse(V1);

            assertThat(ours.idOf("agreed-value", schema)).isEqualTo(theirs);
            assertThat(ours.schemaOf(theirs)).isEqualTo(schema);
            assertThatThrownBy(() -> ours.idOf("agreed-value", new Schema.Parser().parse(BREAKING)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("agreed-value")
                    .hasMessageContaining("not compatible");
        }
    }

    /** A fresh one, since Confluent's client remembers answers. */
    private static CachedSchemaRegistryClient client() {
        return new CachedSchemaRegistryClient(server.url(), 100);
    }

    private static void refused(int status, int code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RestClientException.class, e -> {
            assertThat(e.getStatus()).isEqualTo(status);
            assertThat(e.getErrorCode()).isEqualTo(code);
        });
    }
}
