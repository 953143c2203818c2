package io.talkmatrix.connect.stream;

import io.talkmatrix.connect.Cluster;
import io.talkmatrix.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the stream sink. */
public final class StreamConfig extends AbstractConfig {

    private static final String TOPICS = "topics";
    private static final String AVATARS = "avatars.folder";
    private static final String FILES = "files.folder";
    private static final String KEYS = "keys.folder";
    private static final String SINK = "sink.name";
    private static final String DELAY = "delay.ms";
    private static final String ROOMS = "rooms.most";
    private static final String OUTPUTS = "outputs.most";
    private static final String MINUTES = "record.file.minutes";
    private static final String BYTES = "record.most.bytes";
    private static final String CERTIFICATES = "tls.certificates";

    private static final Set<String> WANTED = Set.of(Topics.AUDIO_TTS.name(), Topics.VIDEO_FRAMES.name());

    public static final ConfigDef DEFINITION = Cluster.define(new ConfigDef())
            .define(
                    TOPICS,
                    Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    (name, value) -> topics(value),
                    Importance.HIGH,
                    "audio.tts,video.frames: nothing else can be streamed.")
            .define(
                    AVATARS,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Folder of avatar packs, written by the face stage: what is seen while nobody speaks.")
            .define(
                    FILES,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "Folder for the outputs hls and record, one folder a room in it. Without it these are refused.")
            .define(
                    KEYS,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "Folder of the files that ${file:NAME} in an output's address names; empty for none.")
            .define(
                    SINK,
                    Type.STRING,
                    "stream",
                    new ConfigDef.NonEmptyString(),
                    Importance.LOW,
                    "Name of this sink. It reports PLAYING, PLAYED and SINK_CUT for the rooms whose clockSink it is.")
            .define(
                    DELAY,
                    Type.INT,
                    400,
                    ConfigDef.Range.between(0, 5_000),
                    Importance.LOW,
                    "How much later than the console a room is heard, ms: pictures that come late are in time again.")
            .define(ROOMS, Type.INT, 64, ConfigDef.Range.between(1, 1_000), Importance.LOW, "Most rooms of a task.")
            .define(OUTPUTS, Type.INT, 8, ConfigDef.Range.between(1, 64), Importance.LOW, "Most outputs of a room.")
            .define(
                    MINUTES,
                    Type.INT,
                    10,
                    ConfigDef.Range.between(1, 720),
                    Importance.LOW,
                    "Length of a recording's files, minutes.")
            .define(
                    BYTES,
                    Type.LONG,
                    20L << 30,
                    ConfigDef.Range.atLeast(100L << 20),
                    Importance.LOW,
                    "Most bytes of a room's recordings; the oldest files are deleted.")
            .define(
                    CERTIFICATES,
                    Type.STRING,
                    "/etc/ssl/certs/ca-certificates.crt",
                    Importance.LOW,
                    "File of the authorities (PEM) that RTMPS servers are checked against.");

    public StreamConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
    }

    private static void topics(Object value) {
        if (!(value instanceof List<?> topics) || !WANTED.equals(Set.copyOf(topics))) {
            throw new ConfigException(TOPICS, value, "it must be audio.tts,video.frames");
        }
    }

    Path avatars() {
        return Path.of(getString(AVATARS));
    }

    Optional<Path> files() {
        return folder(FILES);
    }

    Optional<Path> keys() {
        return folder(KEYS);
    }

    private Optional<Path> folder(String key) {
        return Optional.of(getString(key)).filter(text -> !text.isBlank()).map(Path::of);
    }

    String sink() {
        return getString(SINK);
    }

    int delayMillis() {
        return getInt(DELAY);
    }

    int mostRooms() {
        return getInt(ROOMS);
    }

    int mostOutputs() {
        return getInt(OUTPUTS);
    }

    long recordFileMillis() {
        return getInt(MINUTES) * 60_000L;
    }

    long recordMostBytes() {
        return getLong(BYTES);
    }

    Optional<Path> certificates() {
        return folder(CERTIFICATES);
    }
}
