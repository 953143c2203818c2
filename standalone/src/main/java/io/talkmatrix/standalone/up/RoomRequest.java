package io.talkmatrix.standalone.up;

import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.face.FaceStage;
import io.talkmatrix.face.app.FaceConfig;
import io.talkmatrix.media.push.OutputSpec;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.Installation;
import io.talkmatrix.standalone.talk.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the command line says about a room; checked before anything is started.
 *
 * @param name room id
 * @param avatar {@code default}, the name of an avatar pack, or a portrait's path
 * @param faceEngine what draws the face, or {@code default} for the installation's
 * @param knowledge path of a knowledge file, or {@code none}
 * @param seed of everything that is random in the room
 * @param scene what is seen besides the face
 * @param outputs where the room is shown, {@code none} alone for nowhere; empty leaves it as it is
 */
public record RoomRequest(
        Optional<String> name,
        Optional<String> avatar,
        Optional<String> faceEngine,
        Optional<String> voice,
        Optional<String> language,
        Optional<String> persona,
        Optional<String> knowledge,
        Optional<Long> seed,
        Optional<Scene> scene,
        List<String> outputs) {

    /** Room id if none is named. */
    public static final String USUAL = "main";

    private static final String NOWHERE = "none";
    private static final String DEFAULT = "default";
    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public RoomRequest {
        outputs = List.copyOf(outputs);
        outputs.stream().filter(output -> !NOWHERE.equals(output)).forEach(RoomRequest::check);
        name.filter(id -> !ROOM.matcher(id).matches()).ifPresent(id -> {
            throw new UserError(Kind.BAD_DATA, "--room takes 1 to 64 letters, digits, '.', '_' or '-', not " + id);
        });
        faceEngine
                .filter(engine -> !engine.equals(DEFAULT) && !FaceConfig.ENGINES.contains(engine))
                .ifPresent(engine -> {
                    throw new UserError(
                            Kind.BAD_DATA,
                            "--face-engine is one of " + FaceConfig.ENGINES + " or " + DEFAULT + ", not " + engine);
                });
        language.filter(tag -> !Set.of("zh", "en").contains(tag)).ifPresent(tag -> {
            throw new UserError(Kind.BAD_DATA, "--language is zh or en, not " + tag);
        });
        knowledge.filter(file -> !file.equals("none")).ifPresent(file -> {
            if (!Files.isRegularFile(Path.of(file))) {
                throw new UserError(Kind.NO_INPUT, "the knowledge file " + file + " does not exist");
            }
        });
    }

    private static void check(String output) {
        try {
            OutputSpec.parse(output);
        } catch (IllegalArgumentException e) {
            throw new UserError(Kind.BAD_DATA, "--output: " + e.getMessage(), e);
        }
    }

    /** True if the command line says nothing about a room. */
    public boolean silent() {
        return name.isEmpty()
                && avatar.isEmpty()
                && faceEngine.isEmpty()
                && voice.isEmpty()
                && language.isEmpty()
                && persona.isEmpty()
                && knowledge.isEmpty()
                && seed.isEmpty()
                && scene.isEmpty()
                && outputs.isEmpty();
    }

    public String id() {
        return name.orElse(USUAL);
    }

    /** The portrait's file, if the avatar is one. */
    public Optional<Path> portrait() {
        return avatar.map(Path::of).filter(Files::isRegularFile);
    }

    /**
     * The room as it is to be: what is said here over what it was.
     *
     * @param before the room so far, if there is one
     */
    public Room over(Optional<Room> before, String profile, long nowMillis) {
        Room was = before.orElseGet(() -> fresh(profile));
        Map<String, String> voices = new HashMap<>(was.voice());
        voice.ifPresent(v -> voices.put(Language.ofVoice(v), v));
        return was.toBuilder()
                .state(Room.State.OPEN)
                .avatar(avatar.map(RoomRequest::absolute).orElse(was.avatar()))
                .voice(voices)
                .language(language.orElse(was.language()))
                .persona(persona.orElse(was.persona()))
                .knowledge(knowledge.map(RoomRequest::files).orElse(was.knowledge()))
                .outputs(
                        outputs.isEmpty()
                                ? was.outputs()
                                : outputs.stream()
                                        .filter(output -> !NOWHERE.equals(output))
                                        .toList())
                .clockSink(LiveRooms.SINK)
                .engines(engines(was))
                .profile(profile)
                .seed(seed.orElse(was.seed()))
                .updatedAtMillis(nowMillis)
                .scene(scene.orElse(was.scene()))
                .build();
    }

    private Map<String, String> engines(Room was) {
        Map<String, String> engines = new HashMap<>(was.engines());
        faceEngine.ifPresent(engine -> engines.put(FaceStage.NAME, engine));
        engines.values().removeIf(DEFAULT::equals);
        return engines;
    }

    private Room fresh(String profile) {
        return Room.of(id()).toBuilder()
                .knowledge(List.of(Installation.sampleKnowledge().toString()))
                .clockSink(LiveRooms.SINK)
                .profile(profile)
                .seed(1)
                .build();
    }

    private static String absolute(String avatar) {
        Path path = Path.of(avatar);
        return Files.isRegularFile(path) ? path.toAbsolutePath().toString() : avatar;
    }

    private static List<String> files(String knowledge) {
        return knowledge.equals("none")
                ? List.of()
                : List.of(Path.of(knowledge).toAbsolutePath().toString());
    }
}
