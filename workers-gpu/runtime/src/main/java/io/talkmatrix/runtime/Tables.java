package io.talkmatrix.runtime;

import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.HostVoice;
import io.talkmatrix.stage.Playhead;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the stages of one process know of all rooms: {@code turn.control}, {@code rooms}, {@code room.history} and what
 * {@code room.commands} asks of hosts' looks as tables, read to the end before {@link #open} returns, and from {@code turn.events} how far turns are made and heard.
 * The host's voice is followed only once somebody asks for it. Nothing is in a consumer group. One per process; does not
 * own the registry client.
 */
public final class Tables implements AutoCloseable {

    private static final Predicate<String> EVERY = room -> true;

    private final KafkaConnection kafka;
    private final RegistryClient registry;
    private final Duration deadline;
    private final ControlTable control = new ControlTable();
    private final HistoryTable history = new HistoryTable();
    private final DirectionTable directions = new DirectionTable();
    private final PlayTable plays;
    private final RoomTable rooms;
    private final HostVoices voices = new HostVoices();
    private final List<Follower> followers;
    private Follower voice; // guarded by this

    private Tables(KafkaConnection kafka, RegistryClient registry, Duration deadline, boolean following) {
        this.kafka = kafka;
        this.registry = registry;
        this.deadline = deadline;
        rooms = new RoomTable(this::forget);
        plays = new PlayTable(rooms);
        followers = following ? follow() : List.of();
    }

    private List<Follower> follow() {
        Follower words = Follower.open(
                "tables",
                kafka,
                registry,
                List.of(
                        new Follower.Source<>(Topics.TURN_CONTROL, true, EVERY, this::take),
                        new Follower.Source<>(Topics.ROOMS, true, EVERY, this::take),
                        new Follower.Source<>(Topics.ROOM_HISTORY, true, EVERY, this::take),
                        new Follower.Source<>(Topics.ROOM_COMMANDS, true, EVERY, this::take)),
                deadline);
        try {
            Follower milestones = Follower.open(
                    "tables-events",
                    kafka,
                    registry,
                    List.of(new Follower.Source<>(Topics.TURN_EVENTS, false, EVERY, this::take)),
                    deadline);
            return List.of(milestones, words);
        } catch (RuntimeException e) {
            words.close();
            throw e;
        }
    }

    /**
     * Reads the tables to their end and follows them.
     *
     * @throws IllegalStateException if a topic does not exist or its end is not reached before the deadline
     */
    public static Tables open(KafkaConnection kafka, RegistryClient registry, Duration deadline) {
        return new Tables(kafka, registry, deadline, true);
    }

    /** Tables of no room that stay empty, for a stage beside the real ones. */
    static Tables empty(KafkaConnection kafka, RegistryClient registry, Duration deadline) {
        return new Tables(kafka, registry, deadline, false);
    }

    public ControlTable control() {
        return control;
    }

    public RoomTable rooms() {
        return rooms;
    }

    HistoryTable history() {
        return history;
    }

    DirectionTable directions() {
        return directions;
    }

    /** What was said in a room, as it is known here now. */
    public RoomHistory history(String room) {
        return history.of(room);
    }

    PlayTable plays() {
        return plays;
    }

    /** How far a room's turns were made and heard. */
    public Playhead playhead(String room) {
        return plays.of(room);
    }

    /** The voice of a room's host from now on; the first call begins to follow {@code audio.tts}. */
    HostVoice hostVoice(String room) {
        synchronized (this) {
            if (voice == null) {
                voice = Follower.open(
                        "tables-voice",
                        kafka,
                        registry,
                        List.of(new Follower.Source<>(Topics.AUDIO_TTS, false, voices::wants, this::take)),
                        deadline);
            }
        }
        return voices.of(room);
    }

    /** Why the tables are no longer followed, if so: nothing built on them may go on. */
    public Optional<RuntimeException> failure() {
        Follower heard;
        synchronized (this) {
            heard = voice;
        }
        return Stream.concat(followers.stream(), Stream.ofNullable(heard))
                .flatMap(follower -> follower.failure().stream())
                .findFirst();
    }

    private void take(String room, Control said) {
        if (said != null) {
            control.apply(said);
            voices.apply(said);
        }
    }

    private void take(String room, Command asked) {
        if (asked != null) {
            directions.apply(asked);
        }
    }

    private void take(String room, Room described) {
        if (described != null) {
            rooms.apply(described);
        } else {
            rooms.remove(room);
        }
    }

    private void take(String room, RoomHistory said) {
        if (said != null) {
            history.apply(said);
        } else {
            history.remove(room);
        }
    }

    private void take(String room, TurnEvent event) {
        if (event != null && !event.turn().isEmpty()) {
            plays.apply(event);
            voices.apply(event);
        }
    }

    private void take(String room, SpeechChunk chunk) {
        if (chunk != null) {
            voices.apply(chunk);
        }
    }

    private void forget(String room) {
        control.forget(room);
        history.remove(room);
        directions.remove(room);
        plays.remove(room);
        voices.remove(room);
    }

    /** Stops following. */
    @Override
    public void close() {
        synchronized (this) {
            if (voice != null) {
                voice.close();
            }
        }
        followers.forEach(Follower::close);
    }
}
