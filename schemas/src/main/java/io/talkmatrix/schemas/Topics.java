package io.talkmatrix.schemas;

import io.talkmatrix.schemas.Topic.Cleanup;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The one catalogue of the product's topics. Every key is the room id in UTF-8. */
public final class Topics {

    /** Partition count of every topic unless an installation chooses another one, once. */
    public static final int DEFAULT_PARTITIONS = 12;

    /** What producers must allow as {@code max.request.size}: the largest message of any topic. */
    public static final int MAX_REQUEST_BYTES = 2 << 20;

    private static final int SMALL = 256 << 10;
    private static final int LARGE = 1 << 20;
    private static final long MIB = 1L << 20;

    public static final Topic<AudioChunk> AUDIO_IN = delete(
            "audio.in",
            AudioChunk.class,
            Duration.ofHours(6),
            256,
            SMALL,
            "What the room's microphone or source heard. Kept for hours: voice is personal data.");

    public static final Topic<Utterance> TEXT_ASR = delete(
            "text.asr",
            Utterance.class,
            Duration.ofDays(7),
            64,
            SMALL,
            "What the audience said, whichever way it came.");

    public static final Topic<ReplySegment> TEXT_REPLY = delete(
            "text.reply",
            ReplySegment.class,
            Duration.ofDays(7),
            64,
            SMALL,
            "The host's answer, one playable clause each.");

    public static final Topic<SpeechChunk> AUDIO_TTS = delete(
            "audio.tts",
            SpeechChunk.class,
            Duration.ofHours(6),
            256,
            LARGE,
            "The host's voice with phonemes and visemes; read by the face stage and by the sinks.");

    public static final Topic<FrameGroup> VIDEO_FRAMES = delete(
            "video.frames",
            FrameGroup.class,
            Duration.ofHours(1),
            512,
            LARGE,
            "The talking host as coded frames. Kept briefly: faces can be rendered again from audio.tts.");

    public static final Topic<Command> ROOM_COMMANDS = delete(
            "room.commands",
            Command.class,
            Duration.ofDays(7),
            64,
            SMALL,
            "Requests of pages, APIs, ASR and operators; the conductor acts on them, the face stage on ACT.");

    public static final Topic<Control> TURN_CONTROL = compact(
            "turn.control", Control.class, "Generation and active turn of every room; written by the conductor alone.");

    public static final Topic<TurnEvent> TURN_EVENTS = delete(
            "turn.events",
            TurnEvent.class,
            Duration.ofDays(30),
            256,
            SMALL,
            "The audit trail: every milestone of every turn.");

    public static final Topic<LiveEvent> LIVE_COMMENTS = delete(
            "live.comments",
            LiveEvent.class,
            Duration.ofDays(7),
            64,
            SMALL,
            "Comments, gifts, entries, follows and likes from live platforms.");

    public static final Topic<Room> ROOMS = compact("rooms", Room.class, "Settings of every room: the control plane.");

    public static final Topic<RoomHistory> ROOM_HISTORY = compact(
            "room.history", RoomHistory.class, "Conversation of every room; written by the history topology alone.");

    public static final Topic<TurnTimeline> TURN_TIMELINES = delete(
            "turn.timelines",
            TurnTimeline.class,
            Duration.ofDays(30),
            64,
            SMALL,
            "Where the time of each ended turn went; written by the timeline topology alone.");

    /** Values may be as large as the largest message of another topic plus what the letter adds. */
    public static final Topic<DeadLetter> DEAD_LETTERS = delete(
            "dead.letters",
            DeadLetter.class,
            Duration.ofDays(30),
            64,
            MAX_REQUEST_BYTES,
            "Records a stage could not use, with the reason; redrive puts them back.");

    private static final List<Topic<?>> ALL = List.of(
            AUDIO_IN,
            TEXT_ASR,
            TEXT_REPLY,
            AUDIO_TTS,
            VIDEO_FRAMES,
            ROOM_COMMANDS,
            TURN_CONTROL,
            TURN_EVENTS,
            LIVE_COMMENTS,
            ROOMS,
            ROOM_HISTORY,
            TURN_TIMELINES,
            DEAD_LETTERS);

    private Topics() {}

    /** Every topic, in the order of the flow. */
    public static List<Topic<?>> all() {
        return ALL;
    }

    /** The topic of this name, if it is one of the product's. */
    public static Optional<Topic<?>> named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .<Topic<?>>map(topic -> topic)
                .findFirst();
    }

    private static <V> Topic<V> delete(
            String name, Class<V> type, Duration retention, long mib, int largest, String doc) {
        return new Topic<>(name, type, Cleanup.DELETE, retention, mib * MIB, largest, doc);
    }

    private static <V> Topic<V> compact(String name, Class<V> type, String doc) {
        return new Topic<>(name, type, Cleanup.COMPACT, Duration.ZERO, 64 * MIB, SMALL, doc);
    }
}
