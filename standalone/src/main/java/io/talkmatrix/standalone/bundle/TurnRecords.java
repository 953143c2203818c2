package io.talkmatrix.standalone.bundle;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which records are of one turn: what carries its id; what the microphone heard while it was spoken; how the room was
 * described, and what had been said in it, when it began. Nobody else's words.
 *
 * @param beginMillis when its records begin, ms since the epoch
 * @param startMillis when it was opened
 * @param endMillis when its last milestone was reached
 * @param speech its words, if it was spoken; else null
 * @param files streams that are files and hold it
 */
record TurnRecords(
        String room,
        String turn,
        long beginMillis,
        long startMillis,
        long endMillis,
        Utterance speech,
        Set<String> files) {

    /** Topics that hold anything of a turn, in the order of the flow; the room first. */
    static final List<Topic<?>> TOPICS = List.of(
            Topics.ROOMS,
            Topics.ROOM_HISTORY,
            Topics.LIVE_COMMENTS,
            Topics.AUDIO_IN,
            Topics.TEXT_ASR,
            Topics.TEXT_REPLY,
            Topics.AUDIO_TTS,
            Topics.VIDEO_FRAMES,
            Topics.ROOM_COMMANDS,
            Topics.TURN_CONTROL,
            Topics.TURN_EVENTS,
            Topics.TURN_TIMELINES);

    private static final Duration READ = Duration.ofMinutes(2);
    private static final long MARGIN_MILLIS = Duration.ofMinutes(30).toMillis();
    private static final long BEFORE_SPEECH_MILLIS = 3_000;
    private static final long AFTER_SPEECH_MILLIS = 2_000;

    /** @throws UserError if nothing is on record of it */
    static TurnRecords find(KafkaConnection kafka, RegistryClient registry, String room, String turn) {
        long start = Long.MAX_VALUE;
        long end = 0;
        for (Received<TurnEvent> received : read(kafka, registry, Topics.TURN_EVENTS, room)) {
            if (received.event().turn().equals(turn)) {
                start = Math.min(start, received.event().atMillis());
                end = Math.max(end, received.event().atMillis());
            }
        }
        if (start == Long.MAX_VALUE) {
            throw new UserError(
                    Kind.NO_INPUT,
                    "no turn " + turn + " of room " + room + " is on record; ./talkmatrix inspect --room " + room
                            + " lists them");
        }
        Utterance speech = null;
        for (Received<Utterance> received : read(kafka, registry, Topics.TEXT_ASR, room)) {
            Utterance utterance = received.event();
            if (utterance.id().turn().equals(turn)
                    && utterance.isFinal()
                    && utterance.source() == Utterance.Source.SPEECH) {
                speech = utterance;
            }
        }
        TurnRecords found =
                new TurnRecords(room, turn, Math.max(0, start - MARGIN_MILLIS), start, end, speech, new HashSet<>());
        if (speech != null) {
            try (EventTail<AudioChunk> tail = EventTail.ofRoom(kafka, registry, Topics.AUDIO_IN, room)) {
                tail.fromTime(found.beginMillis).readToEnd(READ, received -> found.noteFile(received.event()));
            }
        }
        return found;
    }

    private static <V> List<Received<V>> read(
            KafkaConnection kafka, RegistryClient registry, Topic<V> topic, String room) {
        List<Received<V>> all = new ArrayList<>();
        try (EventTail<V> tail = EventTail.ofRoom(kafka, registry, topic, room)) {
            tail.readToEnd(READ, all::add);
        } catch (IllegalStateException e) {
            throw new UserError(Kind.UNAVAILABLE, e.getMessage(), e);
        }
        return all;
    }

    private void noteFile(AudioChunk chunk) {
        if (chunk.endpointing() == Endpointing.STREAM_END && heard(chunk)) {
            files.add(chunk.stream());
        }
    }

    /** True if the event is of the turn. */
    boolean holds(Event event) {
        if (event instanceof TurnUnit unit) {
            return unit.id().turn().equals(turn);
        } else if (event instanceof TurnEvent milestone) {
            return milestone.turn().equals(turn);
        } else if (event instanceof Command command) {
            return command.turn().equals(turn)
                    || command.kind() == Command.Kind.ACT
                            && command.atMillis() <= endMillis
                            && (command.atMillis() >= startMillis
                                    || command.arguments().containsKey("emotion"));
        } else if (event instanceof Control control) {
            return control.turn().equals(turn);
        } else if (event instanceof TurnTimeline timeline) {
            return timeline.turn().equals(turn);
        } else if (event instanceof LiveEvent live) {
            return live.turn().equals(turn);
        }
        return event instanceof AudioChunk chunk && (files.contains(chunk.stream()) || heard(chunk));
    }

    private boolean heard(AudioChunk chunk) {
        return speech != null
                && chunk.captureMillis() >= speech.startMillis() - BEFORE_SPEECH_MILLIS
                && chunk.captureMillis() < speech.endMillis() + AFTER_SPEECH_MILLIS;
    }

    /** Keeps the last record that was written before the turn; the first there is, if that is gone. */
    <V> void keepLatest(Received<V> received, List<Received<V>> kept) {
        if (kept.isEmpty()) {
            kept.add(received);
        } else if (received.timestampMillis() <= startMillis) {
            kept.set(0, received);
        }
    }

    /** The same without what was said in the room later. */
    @SuppressWarnings("unchecked") // a history stays one
    <V> V trimmed(V event) {
        if (event instanceof RoomHistory history) {
            return (V) new RoomHistory(
                    history.room(),
                    history.exchanges().stream()
                            .filter(exchange -> exchange.atMillis() <= startMillis)
                            .toList());
        }
        return event;
    }
}
