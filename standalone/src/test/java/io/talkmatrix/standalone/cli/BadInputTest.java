package io.talkmatrix.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.broker.BrokerSettings;
import io.talkmatrix.broker.EmbeddedBroker;
import io.talkmatrix.media.Wav;
import io.talkmatrix.standalone.ops.RunningStack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.talk.Talk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person can get wrong: one clear message, an exit code by sysexits(3), no stack trace, nothing hanging. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadInputTest {

    private static final int USAGE = 2;
    private static final int BAD_DATA = 65;
    private static final int NO_INPUT = 66;
    private static final int CANNOT_CREATE = 73;
    private static final int SYSTEM = 74;
    private static final int CONFIG = 78;

    @TempDir
    Path folder;

    private final StackFactory stacks = new StackFactory(new SimpleMeterRegistry(), new RunningStack());
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aMissingQuestionIsNamed() {
        refused(NO_INPUT, "nobody.wav does not exist", talk(folder.resolve("nobody.wav")));
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        refused(BAD_DATA, "question.wav is empty", talk(file("question.wav", new byte[0])));
    }

    @Test
    void aSoundFileWithoutSamplesIsNamed() {
        Path file = folder.resolve("question.wav");
        Wav.write(file, new byte[0], 16_000);
        refused(BAD_DATA, "question.wav holds no sound", talk(file));
    }

    @Test
    void textThatIsCalledWavIsNoSound() throws IOException {
        Path file =
                file("question.wav", "How long does shipping take?\n".repeat(50).getBytes(StandardCharsets.UTF_8));
        refused(BAD_DATA, "question.wav is not a sound file that can be decoded", talk(file));
    }

    @Test
    void aPortraitThatIsMissingIsNamed() {
        refused(NO_INPUT, "the portrait", "talk", "--text", "hi", "--avatar", path("nobody.png"));
    }

    @Test
    void theFolderOfTheVideoMustBeThere() {
        refused(CANNOT_CREATE, "is not a writable folder", "talk", "--text", "hi", "--out", path("missing/reply.mp4"));
    }

    @Test
    void anUnknownOptionIsNamedAndHelpIsPointedAt() {
        refused(USAGE, "Unknown option: '--voise'", "talk", "--voise", "x");
        assertThat(said()).contains("--voice", "Run ./talkmatrix talk --help");
    }

    @Test
    void aPortThatIsNoNumberIsNamed() {
        refused(USAGE, "--broker-port", "broker", "--broker-port", "many");
    }

    @Test
    void aPortOutOfRangeIsNamed() {
        refused(BAD_DATA, "70000", "broker", "--broker-port", "70000", "--data", path("data"));
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refused(SYSTEM, port, "broker", "--broker-port", port, "--data", path("data"));
        }
    }

    @Test
    void aDataFolderInUseIsNamed() {
        BrokerSettings settings = BrokerSettings.defaults(folder.resolve("data/broker"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
            refused(SYSTEM, path("data"), "broker", "--data", path("data"));
        }
    }

    @Test
    void aDataFolderThatIsAFileIsNamed() throws IOException {
        Path file = file("data", new byte[] {1});
        refused(CANNOT_CREATE, file.toString(), "broker", "--data", file.toString());
    }

    @Test
    void anOutsideKafkaNeedsItsRegistry() {
        refused(BAD_DATA, "--registry-url", "inspect", "--bootstrap-servers", "127.0.0.1:1", "--data", path("data"));
    }

    @Test
    void aModelNobodyKnowsIsNamed() {
        refused(NO_INPUT, "there is no model 'whisper-huge'", "models", "pull", "whisper-huge");
        refused(NO_INPUT, "there is no model 'whisper-huge'", "models", "path", "whisper-huge");
    }

    @Test
    void aRoomWithoutTurnsIsNamed() {
        refused(NO_INPUT, "no turn of room nowhere", "inspect", "--room", "nowhere", "--data", path("data"));
    }

    @Test
    void aReplayOfNothingIsNamed() {
        refused(BAD_DATA, "--room", "replay", "--data", path("data"));
        refused(
                BAD_DATA,
                "asr, reply, tts, face",
                "replay",
                "--room",
                "a",
                "--from-stage",
                "face",
                "--to-stage",
                "asr");
        refused(BAD_DATA, "1x or max", "replay", "--room", "a", "--speed", "2x");
        refused(BAD_DATA, "--from yesterday is no time", "replay", "--room", "a", "--from", "yesterday");
        refused(BAD_DATA, "replay.ID", "replay", "--room", "a", "--into", "text.reply");
        refused(CONFIG, "talkmatrix.tts.sped", "replay", "--room", "a", "--set", "tts.sped=2");
        refused(NO_INPUT, "no turn of nowhere is on record", "replay", "--room", "nowhere", "--data", path("data"));
    }

    @Test
    void aBundleThatIsNoneIsNamed() throws IOException {
        refused(NO_INPUT, "nothing.tmbundle does not exist", "bundle", "import", path("nothing.tmbundle"));
        Path file = file("text.tmbundle", "no ZIP file".getBytes(StandardCharsets.UTF_8));
        refused(BAD_DATA, "text.tmbundle is no bundle that can be used", "bundle", "import", file.toString());
    }

    private void refused(int code, String message, String... arguments) {
        err.reset();
        int was = commandLine().execute(arguments);

        assertThat(was).as("exit code, after: %s", said()).isEqualTo(code);
        assertThat(said()).contains("talkmatrix: ").contains(message).doesNotContain("\tat ", "Exception");
        List<String> messages =
                said().lines().filter(line -> line.startsWith("talkmatrix: ")).toList();
        assertThat(messages).as("one message, on one line").hasSizeBetween(1, 2);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String[] talk(Path question) {
        return new String[] {"talk", question.toString(), "--data", path("data"), "--out", path("reply.mp4")};
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private CommandLine commandLine() {
        return TalkMatrixCommand.commandLine(new Commands(), new PrintStream(err, true, StandardCharsets.UTF_8), false);
    }

    /** Makes commands as the container does. */
    private final class Commands implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == TalkCommand.class) {
                TalkCommand command = new TalkCommand();
                command.talk = new Talk(stacks);
                return type.cast(command);
            }
            if (type == BrokerCommand.class) {
                BrokerCommand command = new BrokerCommand();
                command.stacks = stacks;
                return type.cast(command);
            }
            if (type == InspectCommand.class) {
                InspectCommand command = new InspectCommand();
                command.stacks = stacks;
                return type.cast(command);
            }
            if (type == ReplayCommand.class) {
                ReplayCommand command = new ReplayCommand();
                command.stacks = stacks;
                return type.cast(command);
            }
            if (type == BundleCommand.ImportCommand.class) {
                BundleCommand.ImportCommand command = new BundleCommand.ImportCommand();
                command.stacks = stacks;
                return type.cast(command);
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
