package io.talkmatrix.connect.audio;

import io.talkmatrix.connect.Cluster;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the audio source. */
public final class AudioConfig extends AbstractConfig {

    private static final String ROOM = "room";
    private static final String SOURCE = "source";
    private static final String CHUNK = "chunk.ms";
    private static final List<String> PULLED = List.of("rtmp", "rtmps", "rtsp", "http", "https", "srt");

    public static final ConfigDef DEFINITION = Cluster.define(new ConfigDef())
            .define(
                    ROOM,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    (name, value) -> room(value),
                    Importance.HIGH,
                    "Id of the room that hears this.")
            .define(
                    SOURCE,
                    Type.PASSWORD,
                    ConfigDef.NO_DEFAULT_VALUE,
                    Importance.HIGH,
                    "Path of a sound file (WAV, MP3, FLAC, AAC …), or an address to pull: rtmp://, rtmps://, rtsp://,"
                            + " http://, https:// or srt://. Not shown anywhere, since an address may hold a key.")
            .define(CHUNK, Type.INT, 100, ConfigDef.Range.between(20, 200), Importance.LOW, "Length of a chunk, ms.");

    public AudioConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        if (source().isBlank()) {
            throw new ConfigException(SOURCE, "", "it must be a file or an address");
        }
        if (source().contains("://") && !pulled()) {
            throw new ConfigException(SOURCE, "[hidden]", "an address begins with one of " + PULLED);
        }
    }

    private static void room(Object value) {
        if (!String.valueOf(value).matches("[A-Za-z0-9._-]{1,64}")) {
            throw new ConfigException(ROOM, value, "1 to 64 letters, digits, '.', '_' or '-'");
        }
    }

    String room() {
        return getString(ROOM);
    }

    String source() {
        return getPassword(SOURCE).value();
    }

    /** True if the source is live: it has a pace of its own and cannot be gone back in. */
    boolean pulled() {
        int scheme = source().indexOf("://");
        return scheme > 0 && PULLED.contains(source().substring(0, scheme));
    }

    /** What may be said of the source. */
    String shown() {
        return pulled() ? "the stream from " + URI.create(source()).getHost() : source();
    }

    int chunkMillis() {
        return getInt(CHUNK);
    }
}
