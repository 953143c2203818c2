package io.talkmatrix.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AclCommandTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void commandsAreThoseOfKafkasOwnTool() {
        assertThat(print("print", "tts", "--format", "commands", "--prefix", "User:studio-"))
                .contains(
                        "kafka-acls.sh --bootstrap-server \"$BOOTSTRAP\" --command-config \"$ADMIN\" --add"
                                + " --allow-principal 'User:studio-tts' --operation Read --operation Describe"
                                + " --operation DescribeConfigs --topic 'text.reply'\n",
                        "--operation Read --operation Describe --group 'tts'\n")
                .contains("--operation Describe --operation DescribeConfigs --topic 'audio.in'\n")
                .doesNotContain("Read --operation Describe --operation DescribeConfigs --topic 'audio.in'");
    }

    @Test
    void theTableShowsWhoReadsAndWritesWhat() {
        assertThat(print("print", "asr", "tts").lines().map(line -> line.replaceAll(" +", " ")))
                .contains("audio.in r -", "text.reply - r", "audio.tts r rw", "turn.events rw rw", "dead.letters w w")
                .contains("tts: group tts Read, Describe");
    }

    @Test
    void aReplayReadsWhatIsLiveAndWritesOnTopicsOfItsOwnOnly() {
        assertThat(print("print", "replay").lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "audio.in r",
                        "turn.events r",
                        "rooms r",
                        "live.comments -",
                        "dead.letters -",
                        "replay: topic replay.* Read, Write, Create, Delete, Describe, DescribeConfigs",
                        "replay: topic bundle.* Read, Write, Create, Delete, Describe, DescribeConfigs",
                        "replay: group replay.* Read, Delete, Describe")
                .noneMatch(line -> line.matches("[a-z.]+ r?w"));
    }

    @Test
    void jsonHoldsTheSame() throws Exception {
        JsonNode all = new ObjectMapper().readTree(print("print", "conductor", "--format", "json"));

        assertThat(all.get("User:talkmatrix-conductor")).anySatisfy(grant -> assertThat(grant.toString())
                .isEqualTo("{\"resource\":\"transactional-id\",\"name\":\"talkmatrix-conductor-\","
                        + "\"pattern\":\"prefixed\",\"operations\":[\"Write\",\"Describe\"]}"));
    }

    @Test
    void aWorkerThatDoesNotExistIsNamed() {
        assertThat(run("print", "mouth")).isEqualTo(65);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no 'mouth', but setup, asr");
    }

    private String print(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(arguments)).isZero();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        Failures failures = new Failures(new PrintStream(err, true, StandardCharsets.UTF_8), false);
        return new CommandLine(new AclCommand())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(arguments);
    }
}
