package io.talkmatrix.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.ProcessVariable;
import io.talkmatrix.standalone.rooms.RoomSheet;
import io.talkmatrix.standalone.rooms.RoomsApi;
import io.talkmatrix.standalone.rooms.ScriptFile;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.talk.Language;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The rooms of a running {@code up}. */
@Command(
        name = "rooms",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists, makes, changes, starts and stops the rooms of the ./talkmatrix up that runs.",
            "管理正在运行的直播间：列出、新建、复制、修改、启动、停播、批量导入。"
        })
public class RoomsCommand implements Runnable {

    /** What may be said of a room. */
    public static class Settings {

        @Option(names = "--title", paramLabel = "TEXT", description = "Name for people.")
        String title;

        @Option(names = "--avatar", paramLabel = "NAME", description = "default, or the name of an avatar pack.")
        String avatar;

        @Option(names = "--voice", paramLabel = "V", description = "Voice, for example zf_xiaobei or af_heart.")
        List<String> voices = new ArrayList<>();

        @Option(names = "--language", paramLabel = "L", description = "zh or en.")
        String language;

        @Option(names = "--persona", paramLabel = "TEXT", description = "Who the host is, for the language model.")
        String persona;

        @Option(names = "--knowledge", paramLabel = "FILE;…", description = "Files of common answers.")
        String knowledge;

        @Option(
                names = "--script",
                paramLabel = "FILE",
                description = "Script: YAML, JSON, CSV, or text with an item a line.")
        Path script;

        @Option(
                names = "--outputs",
                paramLabel = "ADDRESS;…",
                description = "Where the room is shown, without stream keys.")
        String outputs;

        @Option(
                names = "--director",
                paramLabel = "KEY=VALUE",
                description = "How its director chooses: talkmatrix.director.* without the section.")
        Map<String, String> director = new HashMap<>();

        Map<String, Object> asked(Map<String, String> voiceBefore, Map<String, String> directorBefore) {
            Map<String, Object> settings = new LinkedHashMap<>();
            put(settings, "title", title);
            put(settings, "avatar", avatar);
            put(settings, "language", language);
            put(settings, "persona", persona);
            put(settings, "knowledge", knowledge == null ? null : parts(knowledge));
            put(settings, "outputs", outputs == null ? null : parts(outputs));
            put(settings, "script", script == null ? null : ScriptFile.read(script));
            if (!voices.isEmpty()) {
                Map<String, String> voice = new HashMap<>(voiceBefore);
                voices.forEach(name -> voice.put(Language.ofVoice(name), name));
                settings.put("voice", voice);
            }
            if (!director.isEmpty()) {
                Map<String, String> all = new HashMap<>(directorBefore);
                all.putAll(director);
                settings.put("director", all);
            }
            return settings;
        }

        private static void put(Map<String, Object> settings, String key, Object value) {
            if (value != null) {
                settings.put(key, value);
            }
        }

        private static List<String> parts(String value) {
            return value.isBlank() ? List.of() : List.of(value.split("\\s*;\\s*"));
        }
    }

    @Option(names = "--url", paramLabel = "URL", description = "Console to talk to. Default: the up that runs here.")
    URI url;

    @Mixin
    StackOptions options;

    @Spec
    CommandSpec spec;

    @Inject
    StackFactory stacks;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private RoomsApi api() {
        URI at = Optional.ofNullable(url)
                .or(() -> stacks.runningUp(options.settings()).map(URI::create))
                .orElseThrow(() -> new UserError(
                        Kind.UNAVAILABLE,
                        "no ./talkmatrix up runs on this data folder: start it, or name its console with --url"));
        String token = System.getenv(ProcessVariable.TALKMATRIX_CONSOLE_TOKEN.name());
        return new RoomsApi(at, Optional.ofNullable(token).filter(value -> !value.isBlank()));
    }

    @Command(name = "list", description = "All rooms, stopped ones too.", mixinStandardHelpOptions = true)
    int list() throws InterruptedException {
        JsonNode rooms = api().list(true);
        System.out.printf(
                Locale.ROOT, "%-20s %-9s %-10s %-4s %6s  %s%n", "ROOM", "STATE", "AVATAR", "LANG", "SCRIPT", "TITLE");
        rooms.forEach(room -> System.out.printf(
                Locale.ROOT,
                "%-20s %-9s %-10s %-4s %6d  %s%n",
                room.path("room").asText(),
                room.path("open").asBoolean() ? room.path("state").asText().toLowerCase(Locale.ROOT) : "stopped",
                room.path("avatar").asText(),
                room.path("language").asText().isEmpty()
                        ? "auto"
                        : room.path("language").asText(),
                room.path("script").size(),
                room.path("title").asText()));
        System.out.flush();
        return 0;
    }

    @Command(name = "create", description = "Makes a room.", mixinStandardHelpOptions = true)
    int create(@Parameters(paramLabel = "ROOM") String room, @Mixin Settings settings) throws InterruptedException {
        Map<String, Object> asked = settings.asked(Map.of(), Map.of());
        asked.put("room", room);
        said("made", api().create(asked));
        return 0;
    }

    @Command(name = "clone", description = "Makes a room like another one.", mixinStandardHelpOptions = true)
    int copy(
            @Parameters(paramLabel = "ROOM") String room,
            @Parameters(paramLabel = "NEW") String other,
            @Mixin Settings settings)
            throws InterruptedException {
        RoomsApi api = api();
        JsonNode before = room(api, room);
        Map<String, Object> asked = settings.asked(map(before.path("voice")), map(before.path("director")));
        asked.put("room", other);
        asked.putIfAbsent("title", other);
        said("made", api.copy(room, asked));
        return 0;
    }

    @Command(name = "set", description = "Changes a room, also while it is live.", mixinStandardHelpOptions = true)
    int set(@Parameters(paramLabel = "ROOM") String room, @Mixin Settings settings) throws InterruptedException {
        RoomsApi api = api();
        JsonNode before = room(api, room);
        said("changed", api.change(room, settings.asked(map(before.path("voice")), map(before.path("director")))));
        return 0;
    }

    @Command(name = "start", description = "Serves a stopped room again.", mixinStandardHelpOptions = true)
    int start(@Parameters(paramLabel = "ROOM") String room) throws InterruptedException {
        said("started", api().serve(room, true));
        return 0;
    }

    @Command(
            name = "stop",
            description = "Ends a room's turns; it can be started again.",
            mixinStandardHelpOptions = true)
    int stop(@Parameters(paramLabel = "ROOM") String room) throws InterruptedException {
        said("stopped", api().serve(room, false));
        return 0;
    }

    @Command(name = "delete", description = "Ends and forgets a room.", mixinStandardHelpOptions = true)
    int delete(@Parameters(paramLabel = "ROOM") String room) throws InterruptedException {
        api().delete(room);
        System.out.println("deleted " + room);
        return 0;
    }

    @Command(
            name = "import",
            description = {
                "Makes or changes a room for each row of a CSV file: room,like,title,avatar,voice.zh,voice.en,language,persona,",
                "knowledge,outputs,script,state,director.*. The whole sheet is read before anything is changed."
            },
            mixinStandardHelpOptions = true)
    int importSheet(@Parameters(paramLabel = "FILE.csv") Path file) throws InterruptedException {
        List<RoomSheet.Row> rows = RoomSheet.read(file);
        RoomsApi api = api();
        List<String> wrong = new ArrayList<>();
        for (RoomSheet.Row row : rows) {
            try {
                said(imported(api, row), room(api, row.room()));
            } catch (UserError e) {
                wrong.add(file + ":" + row.line() + ": " + row.room() + ": " + e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            StringJoiner text = new StringJoiner("; ");
            wrong.forEach(text::add);
            throw new UserError(
                    Kind.BAD_DATA, wrong.size() + " of " + rows.size() + " rooms were not taken over: " + text);
        }
        return 0;
    }

    private static String imported(RoomsApi api, RoomSheet.Row row) throws InterruptedException {
        Optional<JsonNode> before = find(api, row.room());
        String done;
        if (before.isPresent()) {
            api.change(row.room(), row.settings());
            done = "changed";
        } else {
            Map<String, Object> settings = new LinkedHashMap<>(row.settings());
            settings.put("room", row.room());
            settings.putIfAbsent("title", row.room());
            if (row.like().isPresent()) {
                api.copy(row.like().get(), settings);
            } else {
                api.create(settings);
            }
            done = "made";
        }
        boolean open = before.map(room -> room.path("open").asBoolean()).orElse(true);
        if (row.served().isPresent() && row.served().get() != open) {
            api.serve(row.room(), row.served().get());
        }
        return done;
    }

    private static JsonNode room(RoomsApi api, String id) throws InterruptedException {
        return find(api, id).orElseThrow(() -> new UserError(Kind.BAD_DATA, "there is no room " + id));
    }

    private static Optional<JsonNode> find(RoomsApi api, String id) throws InterruptedException {
        for (JsonNode room : api.list(true)) {
            if (room.path("room").asText().equals(id)) {
                return Optional.of(room);
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new HashMap<>();
        node.fields()
                .forEachRemaining(
                        field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }

    private static void said(String done, JsonNode room) {
        System.out.println(done + " " + room.path("room").asText() + " ("
                + room.path("title").asText() + ")");
        System.out.flush();
    }
}
