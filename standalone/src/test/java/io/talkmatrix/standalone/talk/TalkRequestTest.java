package io.talkmatrix.standalone.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkRequestTest {

    @TempDir
    Path folder;

    @Test
    void aMissingQuestionIsNamed() {
        refused(Kind.NO_INPUT, () -> request(Optional.of(folder.resolve("no.wav")), Optional.empty(), "default", "zh"))
                .contains("the question", "no.wav", "does not exist");
    }

    @Test
    void soundAndTextTogetherAreRefused() throws IOException {
        Path sound = Files.createFile(folder.resolve("a.wav"));
        refused(Kind.BAD_DATA, () -> request(Optional.of(sound), Optional.of("hello"), "default", "en"))
                .contains("not both");
    }

    @Test
    void recordedSpeechAndAQuestionTogetherAreRefused() throws IOException {
        Path sound = Files.createFile(folder.resolve("a.wav"));
        refused(Kind.BAD_DATA, () -> saying(sound, Optional.of("hello"))).contains("--speech is what the host says");
        refused(Kind.NO_INPUT, () -> saying(folder.resolve("no.wav"), Optional.empty()))
                .contains("the recorded speech", "no.wav", "does not exist");
    }

    @Test
    void emptyAndEndlessTextIsRefused() {
        refused(Kind.BAD_DATA, () -> request(Optional.empty(), Optional.of(" "), "default", "en"))
                .contains("--text is empty");
        refused(Kind.BAD_DATA, () -> request(Optional.empty(), Optional.of("a".repeat(2001)), "default", "en"))
                .contains("2001 characters", "at most 2000");
    }

    @Test
    void unknownProfilesAndLanguagesAreNamed() {
        refused(Kind.BAD_DATA, () -> request(Optional.empty(), Optional.of("hi"), "huge", "en"))
                .contains("--profile", "huge");
        refused(Kind.BAD_DATA, () -> request(Optional.empty(), Optional.of("hi"), "default", "xx"))
                .contains("--language", "xx");
    }

    @Test
    void theVideoNeedsAFolderToBeWrittenTo() {
        Path nowhere = folder.resolve("missing").resolve("out.mp4");
        refused(Kind.CANNOT_CREATE, () -> with(Optional.empty(), Optional.of("hi"), "default", "en", nowhere))
                .contains("out.mp4", "not a writable folder");
        refused(
                        Kind.CANNOT_CREATE,
                        () -> with(Optional.empty(), Optional.of("hi"), "default", "en", folder.resolve("a.avi")))
                .contains(".mp4");
    }

    @Test
    void filesBesideTheVideoShareItsName() {
        TalkRequest request = request(Optional.empty(), Optional.of("hi"), "default", "en");
        assertThat(request.beside(".vtt")).isEqualTo(folder.resolve("out.vtt"));
    }

    @Test
    void theRoomIsDescribedAsAsked() {
        Room room = request(Optional.empty(), Optional.of("hi"), "edge", "en").describeRoom(1234, "talk");
        assertThat(room.room()).startsWith("talk-");
        assertThat(room.language()).isEqualTo("en");
        assertThat(room.profile()).isEqualTo("edge");
        assertThat(room.clockSink()).isEqualTo("talk");
        assertThat(room.voice()).containsEntry("zh", "zf_xiaobei");
    }

    private TalkRequest request(Optional<Path> question, Optional<String> text, String profile, String language) {
        return with(question, text, profile, language, folder.resolve("out.mp4"));
    }

    private static TalkRequest with(
            Optional<Path> question, Optional<String> text, String profile, String language, Path out) {
        return new TalkRequest(
                question,
                text,
                Optional.empty(),
                out,
                Optional.empty(),
                Optional.of("zf_xiaobei"),
                Optional.of(language),
                Optional.empty(),
                profile,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true);
    }

    private TalkRequest saying(Path speech, Optional<String> text) {
        return new TalkRequest(
                Optional.empty(),
                text,
                Optional.of(speech),
                Optional.empty(),
                folder.resolve("out.mp4"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "default",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                Scene.PLAIN);
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refused(Kind kind, ThrowingCallable call) {
        return (org.assertj.core.api.AbstractStringAssert<?>) assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.kind()).isEqualTo(kind))
                .message();
    }
}
