package io.talkmatrix.standalone.access;

import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.replay.TopicSets;
import io.talkmatrix.topologies.ViewsApp;
import io.talkmatrix.topologies.conductor.ConductorApp;
import io.talkmatrix.topologies.director.DirectorApp;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who talks to Kafka, and what for. Everybody may know that the topics are there and how they are set up; that says nothing
 * of what is on them.
 */
public enum Principal {
    /** Creates the topics, once. */
    SETUP(List.of(), List.of()),
    ASR(reading(Topics.AUDIO_IN, Topics.AUDIO_TTS), writing(Topics.TEXT_ASR, Topics.ROOM_COMMANDS)),
    REPLY(reading(Topics.TEXT_ASR), writing(Topics.TEXT_REPLY)),
    TTS(reading(Topics.TEXT_REPLY), writing(Topics.AUDIO_TTS)),
    FACE(reading(Topics.AUDIO_TTS), writing(Topics.VIDEO_FRAMES)),
    CONDUCTOR(reading(), writing(Topics.TURN_CONTROL)),
    DIRECTOR(reading(Topics.LIVE_COMMENTS), writing(Topics.TEXT_ASR, Topics.ROOM_COMMANDS)),
    TIMELINE(reading(Topics.TEXT_ASR, Topics.TEXT_REPLY), writing(Topics.ROOM_HISTORY, Topics.TURN_TIMELINES)),
    /** The three of them in one process. */
    TOPOLOGIES(
            reading(Topics.LIVE_COMMENTS, Topics.TEXT_ASR, Topics.TEXT_REPLY),
            writing(
                    Topics.TURN_CONTROL,
                    Topics.TEXT_ASR,
                    Topics.ROOM_COMMANDS,
                    Topics.ROOM_HISTORY,
                    Topics.TURN_TIMELINES)),
    CONSOLE(
            reading(
                    Topics.TEXT_ASR,
                    Topics.TEXT_REPLY,
                    Topics.AUDIO_TTS,
                    Topics.VIDEO_FRAMES,
                    Topics.LIVE_COMMENTS,
                    Topics.TURN_TIMELINES),
            writing(Topics.AUDIO_IN, Topics.TEXT_ASR, Topics.ROOM_COMMANDS, Topics.LIVE_COMMENTS, Topics.ROOMS)),
    WEBRTC(reading(Topics.AUDIO_TTS, Topics.VIDEO_FRAMES), writing(Topics.AUDIO_IN)),
    CONNECT(
            reading(Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, Topics.LIVE_COMMENTS, Topics.AUDIO_IN),
            writing(Topics.LIVE_COMMENTS, Topics.AUDIO_IN)),
    /** {@code replay} and {@code bundle}: reads what is on record, writes on topics of its own and nowhere else. */
    REPLAY(
            reading(
                    Topics.AUDIO_IN,
                    Topics.TEXT_ASR,
                    Topics.TEXT_REPLY,
                    Topics.AUDIO_TTS,
                    Topics.VIDEO_FRAMES,
                    Topics.TURN_EVENTS,
                    Topics.TURN_CONTROL,
                    Topics.ROOM_COMMANDS,
                    Topics.ROOM_HISTORY,
                    Topics.TURN_TIMELINES,
                    Topics.ROOMS),
            writing()),
    /** The schema registry, ours or Confluent's. */
    REGISTRY(List.of(), List.of());

    /** What rooms are and what becomes of them, which every process holds as tables. */
    private static final List<Topic<?>> TABLES =
            List.of(Topics.TURN_CONTROL, Topics.ROOMS, Topics.ROOM_HISTORY, Topics.ROOM_COMMANDS, Topics.TURN_EVENTS);

    private static final List<String> ISOLATED =
            List.of(TopicSets.prefix(TopicSets.BUNDLE), TopicSets.prefix(TopicSets.REPLAY));

    private final List<Topic<?>> reads;
    private final List<Topic<?>> writes;

    Principal(List<Topic<?>> reads, List<Topic<?>> writes) {
        this.reads = reads;
        this.writes = writes;
    }

    private static List<Topic<?>> reading(Topic<?>... topics) {
        return List.of(topics);
    }

    private static List<Topic<?>> writing(Topic<?>... topics) {
        return List.of(topics);
    }

    /** As on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Principal> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    boolean reads(Topic<?> topic) {
        return reads.contains(topic) || follows() && TABLES.contains(topic) || stage() && writes.contains(topic);
    }

    boolean writes(Topic<?> topic) {
        return writes.contains(topic) || follows() && (topic == Topics.TURN_EVENTS || topic == Topics.DEAD_LETTERS);
    }

    /** One of the four: it reads its own output back after a takeover. */
    boolean stage() {
        return this == ASR || this == REPLY || this == TTS || this == FACE;
    }

    /** All that have a part in live turns. */
    private boolean follows() {
        return this != SETUP && this != REGISTRY && this != REPLAY;
    }

    /** Consumer groups of its own; a name that ends with a hyphen or a dot is the beginning of names. */
    List<String> groups() {
        return switch (this) {
            case ASR, REPLY, TTS, FACE -> List.of(id());
            case CONDUCTOR, DIRECTOR, TIMELINE, TOPOLOGIES -> applications();
            case CONNECT -> List.of("talkmatrix-connect", "connect-");
            case REGISTRY -> List.of("schema-registry");
            case REPLAY -> ISOLATED;
            case SETUP, CONSOLE, WEBRTC -> List.of();
        };
    }

    /** Whether it deletes its topics and groups again. */
    boolean deletesItsOwn() {
        return this == REPLAY;
    }

    /** Beginnings of the names of topics that it makes for itself. */
    List<String> ownTopics() {
        return switch (this) {
            case CONDUCTOR, DIRECTOR, TIMELINE, TOPOLOGIES ->
                applications().stream().map(name -> name + "-").toList();
            case CONNECT -> List.of("connect.");
            case REGISTRY -> List.of("_schemas");
            case REPLAY -> ISOLATED;
            case SETUP, ASR, REPLY, TTS, FACE, CONSOLE, WEBRTC -> List.of();
        };
    }

    /** Beginnings of the names of its transactions. */
    List<String> transactions() {
        return applications().stream()
                .filter(name -> !name.equals(ViewsApp.APPLICATION_ID))
                .map(name -> name + "-")
                .toList();
    }

    /** Whether it looks how far the listeners are, for the media debt. */
    boolean looksAtListeners() {
        return this == TIMELINE || this == TOPOLOGIES;
    }

    /** Kafka Streams applications. */
    private List<String> applications() {
        return switch (this) {
            case CONDUCTOR -> List.of(ConductorApp.APPLICATION_ID);
            case DIRECTOR -> List.of(DirectorApp.APPLICATION_ID);
            case TIMELINE -> List.of(ViewsApp.APPLICATION_ID);
            case TOPOLOGIES ->
                List.of(ConductorApp.APPLICATION_ID, DirectorApp.APPLICATION_ID, ViewsApp.APPLICATION_ID);
            case SETUP, ASR, REPLY, TTS, FACE, CONSOLE, WEBRTC, CONNECT, REPLAY, REGISTRY -> List.of();
        };
    }
}
