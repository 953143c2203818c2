package io.talkmatrix.stage;

import java.util.List;
import java.util.Map;

/**
 * A room's settings, on the compacted {@code rooms}: the control plane. Made by {@link #of} and {@link #toBuilder}, so that
 * a setting more is a component here and a line or three in {@link RoomBuilder}.
 *
 * @param room room id
 * @param title for people
 * @param state OPEN rooms are served; a CLOSED one that still has a clock sink is stopped, else deleted
 * @param avatar {@code default}, the name of an avatar pack, or the path of a portrait
 * @param voice voice for each language tag; a language not named has the stage's default
 * @param language language to expect, or empty to detect it
 * @param persona who the host is, for the language model
 * @param knowledge paths of knowledge files (CSV or Markdown)
 * @param script items to say when nobody asks, in order and over again, each as {@code [emotion=happy wait=2s] words}
 * @param outputs where the room is shown
 * @param clockSink name of the sink whose PLAYED drives the room, empty for the wall clock
 * @param engines engine for each stage name; a stage not named has its default
 * @param profile {@code default} or {@code edge}
 * @param seed for everything that is random in this room
 * @param updatedAtMillis ms since the epoch
 * @param scene what is seen besides the face
 * @param director how the room's director chooses, where it differs from the installation's settings: thanks, greetings,
 *     idle talk, rates
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
        Map<String, String> director,
        Lighting light)
        implements Event {

    public Room {
        voice = Map.copyOf(voice);
        knowledge = List.copyOf(knowledge);
        script = List.copyOf(script);
        outputs = List.copyOf(outputs);
        engines = Map.copyOf(engines);
        director = Map.copyOf(director);
    }

    public enum State {
        OPEN,
        CLOSED
    }

    /** An open room with every default: the default host's face alone, in its picture's light, no sink. */
    public static Room of(String room) {
        return new RoomBuilder(room).build();
    }

    /** To make a room that differs from this one. */
    public RoomBuilder toBuilder() {
        return new RoomBuilder(this);
    }

    /** The same room, served. */
    public Room opened(long atMillis) {
        return toBuilder().state(State.OPEN).updatedAtMillis(atMillis).build();
    }

    /** The same room, no longer served. */
    public Room closed(long atMillis) {
        return toBuilder().state(State.CLOSED).updatedAtMillis(atMillis).build();
    }

    /** The same room, no longer served and no longer listed: it has no sink any more. */
    public Room deleted(long atMillis) {
        return closed(atMillis).toBuilder().outputs(List.of()).clockSink("").build();
    }

    /** Another room with the same settings. */
    public Room as(String other) {
        return toBuilder().room(other).build();
    }

    /** The same room in another scene. */
    public Room in(Scene other) {
        return toBuilder().scene(other).build();
    }

    /** The same room in another light. */
    public Room lit(Lighting other) {
        return toBuilder().light(other).build();
    }
}
