package io.talkmatrix.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.standalone.doctor.Finding;
import io.talkmatrix.standalone.doctor.Finding.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    private static final List<Finding> FINDINGS = List.of(
            new Finding("Java", State.OK, "JDK 17.0.1", ""),
            new Finding("memory", State.WARN, "4.0 GB", "several rooms want more"),
            new Finding("Kafka", State.FAIL, "kafka:9092: no answer within 8 s", "look at --bootstrap-servers"));

    @Test
    void theTableIsAlignedAndSaysWhatToDo() {
        assertThat(printed(FINDINGS))
                .isEqualTo(
                        """
                        ok    Java    JDK 17.0.1
                        warn  memory  4.0 GB
                                      → several rooms want more
                        FAIL  Kafka   kafka:9092: no answer within 8 s
                                      → look at --bootstrap-servers

                        1 of 3 checks failed.
                        """);
        assertThat(printed(FINDINGS.subList(0, 2))).endsWith("Nothing is in the way; 1 could be better.\n");
    }

    @Test
    void jsonHoldsTheSame() throws Exception {
        JsonNode all = new ObjectMapper().readTree(DoctorCommand.json(FINDINGS, false));

        assertThat(all.get("ok").asBoolean()).isFalse();
        assertThat(all.get("checks").get(2).toString())
                .isEqualTo("{\"what\":\"Kafka\",\"state\":\"fail\",\"found\":\"kafka:9092: no answer within 8 s\","
                        + "\"advice\":\"look at --bootstrap-servers\"}");
    }

    private static String printed(List<Finding> findings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DoctorCommand.print(findings, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
