package io.talkmatrix.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.console.Catalogue;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.media.push.OutputSpec;
import io.talkmatrix.stage.Lighting;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.stage.ScriptItem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a request's body into a room, or says which field is wrong. Faces, voices and knowledge files are only those of the
 * catalogue: a page cannot name any file of the server.
 */
final class RoomRules {

    private static final Set<String> FIELDS = new TreeSet<>(Set.of(
            "room",
            "title",
            "avatar",
            "voice",
            "language",
            "persona",
            "knowledge",
            "script",
            "outputs",
            "director",
            "scene",
            "light"));
    private static final Set<String> LANGUAGES = new TreeSet<>(Set.of("", "zh", "en"));
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int TITLE = 80;
    private static final int NAME = 200;
    private static final int SCENE = 1_000;
    private static final int PERSONA = 2_000;
    private static final int LINES = 100;
    private static final int LINE = 2_200;
    private static final int OUTPUTS = 20;
    private static final int DIRECTIONS = 30;

    private final ObjectMapper mapper;
    private final Catalogue catalogue;

    RoomRules(ObjectMapper mapper, Catalogue catalogue) {
        this.mapper = mapper;
        this.catalogue = catalogue;
    }

    /** @param newId for a room whose body names none */
    Room create(String body, Supplier<String> newId, long nowMillis) {
        RoomForm form = RoomForm.parse(mapper, body, FIELDS);
        String id = id(form, newId);
        return filled(form, Room.of(id), id.hashCode() & 0xffffffffL, Room.State.OPEN, nowMillis);
    }

    private static String id(RoomForm form, Supplier<String> newId) {
        String id = form.text("room", 64).filter(name -> !name.isEmpty()).orElseGet(newId);
        if (!ID.matcher(id).matches() || id.equals(".") || id.equals("..")) {
            throw ProblemException.badField("room", "must be 1 to 64 of A–Z a–z 0–9 . _ - and not . or ..");
        }
        return id;
    }

    /** Another room like this one, with what the body says otherwise. Two rooms cannot be sent to one address. */
    Room copy(String body, Room like, Supplier<String> newId, long nowMillis) {
        RoomForm form = RoomForm.parse(mapper, body, FIELDS);
        String id = id(form, newId);
        Room base = like.as(id).toBuilder()
                .outputs(like.outputs().stream().filter(RoomRules::ownFiles).toList())
                .build();
        return filled(form, base, id.hashCode() & 0xffffffffL, Room.State.OPEN, nowMillis);
    }

    /** True for outputs that are a folder of the room's own. */
    private static boolean ownFiles(String output) {
        try {
            OutputSpec.Kind kind = OutputSpec.parse(output).kind();
            return kind == OutputSpec.Kind.HLS || kind == OutputSpec.Kind.RECORD;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Room change(String body, Room room, long nowMillis) {
        RoomForm form = RoomForm.parse(mapper, body, FIELDS);
        String id = form.text("room", room.room(), 64);
        if (!id.equals(room.room())) {
            throw ProblemException.badField("room", "cannot be changed; make another room and delete this one");
        }
        return filled(form, room, room.seed(), room.state(), nowMillis);
    }

    private Room filled(RoomForm form, Room base, long seed, Room.State state, long nowMillis) {
        String title = form.text("title", base.title(), TITLE);
        if (title.isEmpty()) {
            throw ProblemException.badField("title", "must not be empty");
        }
        String language = oneOf("language", form.text("language", base.language(), 10), base.language(), LANGUAGES);
        return base.toBuilder()
                .title(title)
                .state(state)
                .avatar(oneOf(
                        "avatar",
                        form.text("avatar", base.avatar(), NAME),
                        base.avatar(),
                        catalogue.avatars().stream()
                                .map(Catalogue.AvatarChoice::name)
                                .toList()))
                .voice(voices(form.map("voice", base.voice(), 10, NAME), base.voice()))
                .language(language)
                .persona(form.text("persona", base.persona(), PERSONA))
                .knowledge(knowledge(form, base))
                .script(script(form.texts("script", base.script(), LINES, LINE), base.script()))
                .outputs(outputs(form.texts("outputs", base.outputs(), OUTPUTS, LINE), base.outputs()))
                .clockSink(LiveRooms.SINK)
                .seed(seed)
                .updatedAtMillis(nowMillis)
                .scene(scene(form, base.scene()))
                .director(director(form.map("director", base.director(), DIRECTIONS, PERSONA), base, language))
                .light(light(form, base))
                .build();
    }

    /** Pictures in a scene are files: a page may leave them or take them away, not name others. */
    private static Scene scene(RoomForm form, Scene before) {
        Scene scene;
        try {
            scene = Scene.of(form.map("scene", before.toMap(), 5, SCENE));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("scene", RoomForm.quoted(e.getMessage()));
        }
        if (scene.picture() && !scene.background().equals(before.background())) {
            throw ProblemException.badField("scene.background", "must be keep, blur or a colour like #1a2b3c");
        }
        file("scene.product", scene.product(), before.product());
        file("scene.logo", scene.logo(), before.logo());
        return scene;
    }

    private static void file(String field, String named, String before) {
        if (!named.isEmpty() && !named.equals(before)) {
            throw ProblemException.badField(field, "can be taken away here, but not be named");
        }
    }

    /** Items that were there before stay, whatever they are. */
    private static List<String> script(List<String> lines, List<String> before) {
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (!before.contains(lines.get(i))) {
                    ScriptItem.parse(lines.get(i));
                }
            } catch (IllegalArgumentException e) {
                throw ProblemException.badField("script[" + i + "]", e.getMessage());
            }
        }
        return lines;
    }

    /** An address may go to logs and other pages, so it must not hold what opens it. What was there before may stay. */
    private static List<String> outputs(List<String> outputs, List<String> before) {
        for (int i = 0; i < outputs.size(); i++) {
            try {
                if (!before.contains(outputs.get(i))) {
                    OutputSpec.parse(outputs.get(i));
                }
            } catch (IllegalArgumentException e) {
                throw ProblemException.badField("outputs[" + i + "]", "cannot be used: " + e.getMessage());
            }
        }
        return outputs;
    }

    /** Settings that were there before stay, whatever they are. */
    private Map<String, String> director(Map<String, String> settings, Room before, String language) {
        try {
            if (!settings.equals(before.director())) {
                catalogue.checkDirector(settings, language);
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("director", "cannot be used: " + e.getMessage());
        }
        return settings;
    }

    /** A light of its own, named by the installation, stays as it is unless a preset is named. */
    private static Lighting light(RoomForm form, Room base) {
        String now = RoomView.nameOf(base.light());
        String wanted = oneOf("light", form.text("light", now, NAME), now, Lighting.names());
        return wanted.equals(now) ? base.light() : Lighting.of(wanted);
    }

    private List<String> knowledge(RoomForm form, Room base) {
        List<String> named = form.texts("knowledge", base.knowledge(), 20, 1_000);
        Set<String> there = catalogue.knowledge().stream()
                .map(Catalogue.KnowledgeChoice::path)
                .collect(Collectors.toCollection(TreeSet::new));
        there.addAll(base.knowledge());
        for (int i = 0; i < named.size(); i++) {
            if (!there.contains(named.get(i))) {
                throw ProblemException.badField(
                        "knowledge[" + i + "]", RoomForm.quoted(named.get(i)) + " is none of " + there);
            }
        }
        return named;
    }

    private Map<String, String> voices(Map<String, String> voices, Map<String, String> before) {
        voices.forEach((language, name) -> {
            List<String> able = catalogue.voices().stream()
                    .filter(voice -> voice.language().equals(language))
                    .map(Catalogue.VoiceChoice::name)
                    .toList();
            oneOf("voice." + RoomForm.quoted(language), name, before.getOrDefault(language, ""), able);
        });
        return voices;
    }

    private static String oneOf(String field, String value, String before, Collection<String> allowed) {
        if (!value.equals(before) && !allowed.contains(value)) {
            throw ProblemException.badField(field, RoomForm.quoted(value) + " is none of " + allowed);
        }
        return value;
    }
}
