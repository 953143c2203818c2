package io.talkmatrix.connect.events;

import io.talkmatrix.connect.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Settings of the live events source. */
public final class EventsConfig extends AbstractConfig {

    /** Mappings that come with the product. */
    static final List<String> READY = List.of("douyin-bridge", "barrage-fly", "luna", "bilibili", "plain");

    private static final String ROOM = "room";
    private static final String URL = "url";
    private static final String MAPPING = "mapping";
    private static final String TOKEN = "token";
    private static final String WINDOW = "dedupe.minutes";
    private static final String SILENCE = "silence.ms";
    private static final String API = "bilibili.api";
    private static final String APP = "bilibili.app.id";
    private static final String KEY = "bilibili.access.key.id";
    private static final String SECRET = "bilibili.access.key.secret";
    private static final String CODE = "bilibili.code";

    public static final ConfigDef DEFINITION = Cluster.define(new ConfigDef())
            .define(
                    ROOM,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    (name, value) -> room(value),
                    Importance.HIGH,
                    "Id of the room whose viewers these are.")
            .define(
                    URL,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    (name, value) -> transport(value),
                    Importance.HIGH,
                    "Where events come from: ws:// or wss:// (WebSocket), http:// or https:// (server-sent events),"
                            + " webhook://HOST:PORT (they are posted to this address), or bilibili: (the official"
                            + " platform, with the bilibili.* settings).")
            .define(
                    MAPPING,
                    Type.STRING,
                    "plain",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "How messages become events: " + String.join(", ", READY) + ", or the path of a mapping (JSON).")
            .define(
                    TOKEN,
                    Type.PASSWORD,
                    "",
                    Importance.MEDIUM,
                    "Shown as Authorization: Bearer to a server, or asked of whoever posts to a webhook. Write"
                            + " ${env:NAME} or ${file:PATH:KEY} and let Connect's config provider fill it in. A webhook"
                            + " on any address but this machine's own needs one.")
            .define(
                    WINDOW,
                    Type.INT,
                    10,
                    ConfigDef.Range.between(0, 1_440),
                    Importance.LOW,
                    "How far back live.comments is read at the start for what is a duplicate, minutes.")
            .define(
                    SILENCE,
                    Type.INT,
                    60_000,
                    ConfigDef.Range.between(1_000, 3_600_000),
                    Importance.LOW,
                    "A connection on which nothing is heard for so long, not even an answer to a heartbeat, counts as"
                            + " lost, ms.")
            .define(
                    API,
                    Type.STRING,
                    "https://live-open.biliapi.com",
                    new ConfigDef.NonEmptyString(),
                    Importance.LOW,
                    "Address of Bilibili's open live platform.")
            .define(APP, Type.LONG, 0L, Importance.MEDIUM, "Id of the application at Bilibili's open live platform.")
            .define(KEY, Type.STRING, "", Importance.MEDIUM, "Access key id there.")
            .define(SECRET, Type.PASSWORD, "", Importance.MEDIUM, "Access key secret there.")
            .define(CODE, Type.PASSWORD, "", Importance.MEDIUM, "Identity code of the host there.");

    public EventsConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        if (bilibili()) {
            for (String key : List.of(KEY, SECRET, CODE)) {
                if (value(key).isBlank()) {
                    throw new ConfigException(key, "", "url=bilibili: needs it");
                }
            }
        }
        if (webhook() && token().isEmpty() && !address().getAddress().isLoopbackAddress()) {
            throw new ConfigException(
                    TOKEN, "", "a webhook that others can reach needs a token; or listen at 127.0.0.1");
        }
        mapping();
    }

    private static void room(Object value) {
        if (!String.valueOf(value).matches("[A-Za-z0-9._-]{1,64}")) {
            throw new ConfigException(ROOM, value, "1 to 64 letters, digits, '.', '_' or '-'");
        }
    }

    private static void transport(Object value) {
        String text = String.valueOf(value);
        if (text.equals("bilibili:")) {
            return;
        }
        try {
            URI uri = URI.create(text);
            boolean known = List.of("ws", "wss", "http", "https", "webhook").contains(String.valueOf(uri.getScheme()));
            boolean whole = uri.getHost() != null && (!text.startsWith("webhook") || uri.getPort() >= 0);
            if (known && whole && uri.getUserInfo() == null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    URL, "[hidden]", "it is not an address: " + e.getClass().getSimpleName());
        }
        throw new ConfigException(
                URL, "[hidden]", "it must be ws://, wss://, http://, https://, webhook://HOST:PORT or bilibili:");
    }

    String room() {
        return getString(ROOM);
    }

    URI uri() {
        return URI.create(getString(URL));
    }

    boolean bilibili() {
        return getString(URL).equals("bilibili:");
    }

    boolean webhook() {
        return getString(URL).startsWith("webhook:");
    }

    boolean socket() {
        return getString(URL).startsWith("ws");
    }

    /** Where a webhook listens. */
    InetSocketAddress address() {
        return new InetSocketAddress(uri().getHost(), uri().getPort());
    }

    String token() {
        return getPassword(TOKEN).value();
    }

    long dedupeMillis() {
        return getInt(WINDOW) * 60_000L;
    }

    int silenceMillis() {
        return getInt(SILENCE);
    }

    URI bilibiliApi() {
        return URI.create(getString(API));
    }

    BilibiliDialect.Account account() {
        return new BilibiliDialect.Account(getLong(APP), getString(KEY), value(SECRET), value(CODE));
    }

    private String value(String key) {
        return values().get(key) instanceof Password secret ? secret.value() : getString(key);
    }

    /** The mapping's rules. */
    String mapping() {
        String name = getString(MAPPING);
        try {
            if (!READY.contains(name)) {
                return Files.readString(Path.of(name));
            }
            try (InputStream in = EventsConfig.class.getResourceAsStream(name + ".json")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException | RuntimeException e) {
            throw new ConfigException(MAPPING, name, "it is none of " + READY + ", and no file that can be read");
        }
    }
}
