package io.talkmatrix.stage;

import java.util.List;
import java.util.Map;

/** Makes a {@link Room} of another, or of nothing but its id. What is not named stays as it was. Not thread-safe. */
public final class RoomBuilder {

    private String room;
    private String title;
    private Room.State state = Room.State.OPEN;
    private String avatar = "default";
    private Map<String, String> voice = Map.of();
    private String language = "";
    private String persona = "";
    private List<String> knowledge = List.of();
    private List<String> script = List.of();
    private List<String> outputs = List.of();
    private String clockSink = "";
    private Map<String, String> engines = Map.of();
    private String profile = "default";
    private long seed;
    private long updatedAtMillis;
    private Scene scene = Scene.PLAIN;
    private Map<String, String> director = Map.of();
    private Lighting light = Lighting.OFF;

    /** A room with every default, its id as title. */
    RoomBuilder(String room) {
        this.room = room;
        title = room;
    }

    RoomBuilder(Room like) {
        room = like.room();
        title = like.title();
        state = like.state();
        avatar = like.avatar();
        voice = like.voice();
        language = like.language();
        persona = like.persona();
        knowledge = like.knowledge();
        script = like.script();
        outputs = like.outputs();
        clockSink = like.clockSink();
        engines = like.engines();
        profile = like.profile();
        seed = like.seed();
        updatedAtMillis = like.updatedAtMillis();
        scene = like.scene();
        director = like.director();
        light = like.light();
    }

    public RoomBuilder room(String value) {
        room = value;
        return this;
    }

    public RoomBuilder title(String value) {
        title = value;
        return this;
    }

    public RoomBuilder state(Room.State value) {
        state = value;
        return this;
    }

    public RoomBuilder avatar(String value) {
        avatar = value;
        return this;
    }

    public RoomBuilder voice(Map<String, String> value) {
        voice = value;
        return this;
    }

    public RoomBuilder language(String value) {
        language = value;
        return this;
    }

    public RoomBuilder persona(String value) {
        persona = value;
        return this;
    }

    public RoomBuilder knowledge(List<String> value) {
        knowledge = value;
        return this;
    }

    public RoomBuilder script(List<String> value) {
        script = value;
        return this;
    }

    public RoomBuilder outputs(List<String> value) {
        outputs = value;
        return this;
    }

    public RoomBuilder clockSink(String value) {
        clockSink = value;
        return this;
    }

    public RoomBuilder engines(Map<String, String> value) {
        engines = value;
        return this;
    }

    public RoomBuilder profile(String value) {
        profile = value;
        return this;
    }

    public RoomBuilder seed(long value) {
        seed = value;
        return this;
    }

    public RoomBuilder updatedAtMillis(long value) {
        updatedAtMillis = value;
        return this;
    }

    public RoomBuilder scene(Scene value) {
        scene = value;
        return this;
    }

    public RoomBuilder director(Map<String, String> value) {
        director = value;
        return this;
    }

    public RoomBuilder light(Lighting value) {
        light = value;
        return this;
    }

    public Room build() {
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
                director,
                light);
    }
}
