package io.talkmatrix.stage;

import java.util.List;
import java.util.Map;

/**
 * A room's settings, on the compacted {@code rooms}: the control plane.
 *
 * @param room room id
 * @param title for people
 * @param state OPEN rooms are served
 * @param avatar {@code default}, the name of an avatar pack, or the path of a portrait
 * @param voice voice for each language tag; a language not named has the stage's default
 * @param language language to expect, or empty to detect it
 * @param persona who the host is, for the language model
 * @param knowledge paths of knowledge files (CSV or Markdown)
 * @param script lines to say when nobody asks
 * @param outputs where the room is shown
 * @param clockSink name of the sink whose PLAYED drives the room, empty for the wall clock
 * @param engines engine for each stage name; a stage not named has its default
 * @param profile {@code default} or {@code edge}
 * @param seed for everything that is random in this room
 * @param updatedAtMillis ms since the epoch
 * @param scene what is seen besides the face
 * @param light how the host is lit
 */
public record Room(
        String room,
        String title,
        State state,
        String avatar,
        Map<String, String> voice,
        String language,
        String persona,
        List<String> knowledge,
        List<String> script,
        List<String> outputs,
        String clockSink,
        Map<String, String> engines,
        String profile,
        long seed,
        long updatedAtMillis,
        Scene scene,
        Lighting light)
        implements Event {

    /** A room that shows the host's face alone, in the light of its picture. */
    public Room(
            String room,
            String title,
            State state,
            String avatar,
            Map<String, String> voice,
            String language,
            String persona,
            List<String> knowledge,
            List<String> script,
            List<String> outputs,
            String clockSink,
            Map<String, String> engines,
            String profile,
            long seed,
            long updatedAtMillis) {
        this(
                room,
                title,
                state,
                avatar,
                voice,
                language,
                persona,
                knowledge,
                script,
                outputs,
                clockSink,
                engines,
                profile,
                seed,
                updatedAtMillis,
                Scene.PLAIN,
                Lighting.OFF);
    }

    /** A room in the light of its host's picture. */
    public Room(
            String room,
            String title,
            State state,
            String avatar,
            Map<String, String> voice,
            String language,
            String persona,
            List<String> knowledge,
            List<String> script,
            List<String> outputs,
            String clockSink,
            Map<String, String> engines,
            String profile,
            long seed,
            long updatedAtMillis,
            Scene scene) {
        this(
                room,
                title,
                state,
                avatar,
                voice,
                language,
                persona,
                knowledge,
                script,
                outputs,
                clockSink,
                engines,
                profile,
                seed,
                updatedAtMillis,
                scene,
                Lighting.OFF);
    }

    public Room {
        voice = Map.copyOf(voice);
        knowledge = List.copyOf(knowledge);
        script = List.copyOf(script);
        outputs = List.copyOf(outputs);
        engines = Map.copyOf(engines);
    }

    public enum State {
        OPEN,
        CLOSED
    }

    /** The same room, no longer served. */
    public Room closed(long atMillis) {
        return new Room(
                room,
                title,
                State.CLOSED,
                avatar,
                voice,
                language,
                persona,
                knowledge,
                script,
                outputs,
                clockSink,
                engines,
                profile,
                seed,
                atMillis,
                scene,
                light);
    }

    /** The same room in another scene. */
    public Room in(Scene other) {
        return new Room(
                room,
                title,
                state,
                avatar,
                voice,
                language,
                persona,
                knowledge,
                script,
                outputs,
                clockSink,
                engines,
                profile,
                seed,
                updatedAtMillis,
                other,
                light);
    }

    /** The same room in another light. */
    public Room lit(Lighting other) {
        return new Room(
                room,
                title,
                state,
                avatar,
                voice,
                language,
                persona,
                knowledge,
                script,
                outputs,
                clockSink,
                engines,
                profile,
                seed,
                updatedAtMillis,
                scene,
                other);
    }

    /** A room with every default, for callers that only know its id. */
    public static Room of(String room) {
        return new Room(
                room,
                room,
                State.OPEN,
                "default",
                Map.of(),
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                "",
                Map.of(),
                "default",
                0,
                0);
    }
}
