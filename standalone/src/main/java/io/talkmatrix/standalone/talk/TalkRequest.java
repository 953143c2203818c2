package io.talkmatrix.standalone.talk;

import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.standalone.cli.OutputFile;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.Installation;
import io.talkmatrix.standalone.stack.StageChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code talk} was asked to do; checked before anything is started. */
public record TalkRequest(
        Optional<Path> question,
        Optional<String> text,
        Optional<Path> speech,
        Optional<Path> avatar,
        Path out,
        Optional<String> knowledge,
        Optional<String> voice,
        Optional<String> language,
        Optional<String> persona,
        String profile,
        long seed,
        Optional<String> llmUrl,
        Optional<String> llmModel,
        Optional<String> room,
        boolean realtime,
        boolean aiLabel,
        Scene scene) {

    private static final int MAX_TEXT = 2000;
    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** A question, and the host's face alone. */
    public TalkRequest(
            Optional<Path> question,
            Optional<String> text,
            Optional<Path> avatar,
            Path out,
            Optional<String> knowledge,
            Optional<String> voice,
            Optional<String> language,
            Optional<String> persona,
            String profile,
            long seed,
            Optional<String> llmUrl,
            Optional<String> llmModel,
            Optional<String> room,
            boolean realtime,
            boolean aiLabel) {
        this(
                question,
                text,
                Optional.empty(),
                avatar,
                out,
                knowledge,
                voice,
                language,
                persona,
                profile,
                seed,
                llmUrl,
                llmModel,
                room,
                realtime,
                aiLabel,
                Scene.PLAIN);
    }

    public TalkRequest {
        if (question.isPresent() && text.isPresent()) {
            throw new UserError(Kind.BAD_DATA, "give a sound file or --text, not both");
        }
        if (speech.isPresent() && (question.isPresent() || text.isPresent())) {
            throw new UserError(
                    Kind.BAD_DATA, "--speech is what the host says: no question can be asked at the same time");
        }
        speech.ifPresent(file -> requireFile(file, "the recorded speech"));
        question.ifPresent(file -> requireFile(file, "the question"));
        avatar.filter(path -> !Files.isDirectory(path)).ifPresent(file -> requireFile(file, "the portrait"));
        text.ifPresent(TalkRequest::checkText);
        knowledge
                .filter(file -> !file.equals("none"))
                .ifPresent(file -> requireFile(Path.of(file), "the knowledge file"));
        if (!Set.of("default", "edge").contains(profile)) {
            throw new UserError(Kind.BAD_DATA, "--profile is default or edge, not " + profile);
        }
        language.filter(tag -> !Set.of("zh", "en").contains(tag)).ifPresent(tag -> {
            throw new UserError(Kind.BAD_DATA, "--language is zh or en, not " + tag);
        });
        room.filter(id -> !ROOM.matcher(id).matches()).ifPresent(id -> {
            throw new UserError(Kind.BAD_DATA, "--room takes 1 to 64 letters, digits, '.', '_' or '-', not " + id);
        });
        if (scene.picture()) {
            requireFile(Path.of(scene.background()), "the background");
        }
        for (String picture : List.of(scene.product(), scene.logo())) {
            if (!picture.isEmpty()) {
                requireFile(Path.of(picture), "the picture");
            }
        }
        checkOut(out);
    }

    private static void checkText(String text) {
        if (text.isBlank()) {
            throw new UserError(Kind.BAD_DATA, "--text is empty");
        }
        if (text.length() > MAX_TEXT) {
            throw new UserError(
                    Kind.BAD_DATA, "--text has " + text.length() + " characters; at most " + MAX_TEXT + " are taken");
        }
    }

    private static void requireFile(Path file, String what) {
        if (!Files.exists(file)) {
            throw new UserError(Kind.NO_INPUT, what + " " + file + " does not exist");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UserError(Kind.NO_INPUT, what + " " + file + " is not a readable file");
        }
    }

    private static void checkOut(Path out) {
        OutputFile.require(out);
        if (!out.getFileName().toString().endsWith(".mp4")) {
            throw new UserError(Kind.CANNOT_CREATE, "--out names an .mp4 file, not " + out);
        }
    }

    /** The room this turn runs in: its own, described from what was asked. */
    public Room describeRoom(long nowMillis, String sink) {
        String id = room.orElseGet(() -> "talk-" + Long.toString(nowMillis, 36));
        Map<String, String> voices =
                voice.map(v -> Map.of(Language.ofVoice(v), v)).orElse(Map.of());
        return Room.of(id).toBuilder()
                .title("talk")
                .avatar(avatarName())
                .voice(voices)
                .language(language.orElse(""))
                .persona(persona.orElse(""))
                .knowledge(knowledgeFiles())
                .clockSink(sink)
                .profile(profile)
                .seed(seed)
                .updatedAtMillis(nowMillis)
                .scene(scene)
                .build();
    }

    /** The room's avatar setting. */
    public String avatarName() {
        return avatar.map(file -> file.toAbsolutePath().toString()).orElse("default");
    }

    private List<String> knowledgeFiles() {
        if (knowledge.isPresent()) {
            String file = knowledge.get();
            return file.equals("none")
                    ? List.of()
                    : List.of(Path.of(file).toAbsolutePath().toString());
        }
        return List.of(Installation.sampleKnowledge().toString());
    }

    /** How the stages are to be set up for this request. */
    public StageChoice stages() {
        return new StageChoice(profile, llmUrl, llmModel);
    }

    /** The file beside the video with another ending. */
    public Path beside(String ending) {
        String name = out.getFileName().toString();
        return out.toAbsolutePath().resolveSibling(name.substring(0, name.length() - ".mp4".length()) + ending);
    }
}
