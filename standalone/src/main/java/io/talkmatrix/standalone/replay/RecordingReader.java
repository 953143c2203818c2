package io.talkmatrix.standalone.replay;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.replay.Recording.Recorded;
import io.talkmatrix.standalone.replay.ReplayRequest.Window;
import io.talkmatrix.standalone.stack.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads what is on record of a room's turns, from the live topics or isolated ones. Writes nothing. */
final class RecordingReader {

    /** Turns of a room that are replayed at once. */
    static final int MOST_TURNS = 1_000;

    /** Input of a room that is held in memory. */
    private static final long MOST_BYTES = 256L << 20;

    private static final Duration READ = Duration.ofMinutes(2);

    /** A turn's words may have been written before its first milestone. */
    private static final long MARGIN_MILLIS = 60_000;

    /** What a detector of speech hears before and after an utterance, to come to the same ends of it. */
    private static final long BEFORE_SPEECH_MILLIS = 3_000;

    private static final long AFTER_SPEECH_MILLIS = 2_000;

    /** A file that is fed at full speed is written long before its last words are captured, by its own time. */
    private static final long FILE_MILLIS = Duration.ofMinutes(30).toMillis();

    private final KafkaConnection kafka;
    private final RegistryClient registry;

    RecordingReader(KafkaConnection kafka, RegistryClient registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /**
     * Reads the turns that the request names.
     *
     * @throws UserError if there are none, too many, or their input is not there any more
     */
    Recording read(String room, ReplayRequest request) {
        Map<String, List<TurnEvent>> events = events(room, request);
        Set<String> turns = events.keySet();
        long begin = events.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(TurnEvent::atMillis)
                        .min()
                        .orElseThrow()
                - MARGIN_MILLIS;
        Take take = new Take();
        events.values().forEach(of -> of.forEach(take::add));
        List<Recorded> inputs = new ArrayList<>();
        for (Topic<? extends Event> topic :
                List.of(Topics.TEXT_ASR, Topics.TEXT_REPLY, Topics.AUDIO_TTS, Topics.VIDEO_FRAMES)) {
            boolean input = topic.equals(input(request.first()));
            Bound bound = new Bound(room);
            each(room, topic, begin, received -> {
                if (turns.contains(Plan.turn(received.event()))) {
                    take.add(received.event());
                    if (input) {
                        bound.add(received.event());
                        inputs.add(new Recorded(received.timestampMillis(), received.event()));
                    }
                }
            });
        }
        if (request.first() == Role.ASR) {
            inputs.addAll(sound(room, take));
        }
        if (inputs.isEmpty()) {
            throw new UserError(
                    Kind.NO_INPUT,
                    input(request.first()).name() + " holds nothing of " + what(room, request)
                            + " (any more, it is kept "
                            + input(request.first()).retention().toHours() + " h): begin with a later stage");
        }
        List<TurnEvent> controls = events.values().stream()
                .flatMap(List::stream)
                .filter(event -> event.stage().equals("conductor"))
                .sorted(Comparator.comparingLong(TurnEvent::atMillis))
                .toList();
        return new Recording(
                room(room, inputs.get(0).millis()),
                List.copyOf(turns),
                inputs,
                request.replays(Role.FACE) ? asks(room, inputs) : List.of(),
                controls,
                history(room),
                take,
                notes(take, request));
    }

    /** The input of a stage. */
    static Topic<? extends Event> input(Role stage) {
        return switch (stage) {
            case ASR -> Topics.AUDIO_IN;
            case REPLY -> Topics.TEXT_ASR;
            case TTS -> Topics.TEXT_REPLY;
            case FACE -> Topics.AUDIO_TTS;
            case CONDUCTOR, DIRECTOR, TIMELINE, WEBRTC, CONSOLE ->
                throw new IllegalArgumentException(stage + " is no stage");
        };
    }

    private static String what(String room, ReplayRequest request) {
        return request.turn().map(turn -> "turn " + turn + " of room " + room).orElse("these turns of room " + room);
    }

    /** Milestones of the turns in question, but for how far they were played, by turn in the order of their starts. */
    private Map<String, List<TurnEvent>> events(String room, ReplayRequest request) {
        Map<String, List<TurnEvent>> all = new LinkedHashMap<>();
        Window window = request.window();
        each(room, Topics.TURN_EVENTS, window.fromMillis() - MARGIN_MILLIS, received -> {
            TurnEvent event = received.event();
            boolean wanted = request.turn()
                    .map(event.turn()::equals)
                    .orElse(!event.turn().isEmpty());
            if (wanted
                    && event.milestone() != Milestone.PLAYED
                    && event.atMillis() - MARGIN_MILLIS < window.toMillis()) {
                all.computeIfAbsent(event.turn(), id -> new ArrayList<>()).add(event);
            }
        });
        all.values().removeIf(events -> !window.holds(start(events)));
        all.values().removeIf(events -> events.stream().noneMatch(event -> made(event.milestone())));
        if (all.isEmpty()) {
            throw new UserError(
                    Kind.NO_INPUT,
                    "no turn of " + room + " is on record"
                            + (request.turn().isPresent()
                                    ? " with the id " + request.turn().get()
                                    : "")
                            + (window.equals(Window.EVER) ? "" : " that was started in this time")
                            + "; ./talkmatrix inspect lists the rooms and their turns");
        }
        if (all.size() > MOST_TURNS) {
            throw new UserError(
                    Kind.BAD_DATA,
                    "room " + room + " has " + all.size() + " turns on record; no more than " + MOST_TURNS
                            + " are replayed at once: say which with --from and --to");
        }
        Map<String, List<TurnEvent>> ordered = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Comparator.comparingLong(turn -> start(turn.getValue())))
                .forEach(turn -> ordered.put(turn.getKey(), turn.getValue()));
        return ordered;
    }

    /** Events that the director passed over are on record, too, but were never turns. */
    private static boolean made(Milestone milestone) {
        return milestone != Milestone.PASSED_OVER && milestone != Milestone.COUNTED;
    }

    private static long start(List<TurnEvent> events) {
        return events.stream()
                .filter(event -> event.milestone() == Milestone.STARTED)
                .mapToLong(TurnEvent::atMillis)
                .findFirst()
                .orElse(events.get(0).atMillis());
    }

    /** What the room's microphone heard while these turns were spoken. */
    private List<Recorded> sound(String room, Take take) {
        List<Utterance> spoken = take.turns().stream()
                .flatMap(turn -> turn.question().stream())
                .filter(question -> question.source() == Utterance.Source.SPEECH)
                .toList();
        if (spoken.isEmpty()) {
            throw new UserError(
                    Kind.NO_INPUT,
                    "none of these turns of room " + room + " was spoken: begin with --from-stage reply");
        }
        long from = spoken.stream().mapToLong(Utterance::startMillis).min().orElseThrow() - BEFORE_SPEECH_MILLIS;
        long to = spoken.stream().mapToLong(Utterance::endMillis).max().orElseThrow() + AFTER_SPEECH_MILLIS;
        Window window = new Window(from, to);
        Set<String> files = new HashSet<>(); // each of them is one turn, pauses and all
        each(room, Topics.AUDIO_IN, from - FILE_MILLIS, received -> {
            AudioChunk chunk = received.event();
            if (chunk.endpointing() == Endpointing.STREAM_END && window.holds(chunk.captureMillis())) {
                files.add(chunk.stream());
            }
        });
        List<Recorded> sound = new ArrayList<>();
        Bound bound = new Bound(room);
        each(room, Topics.AUDIO_IN, from - FILE_MILLIS, received -> {
            AudioChunk chunk = received.event();
            if (files.contains(chunk.stream()) || window.holds(chunk.captureMillis())) {
                bound.add(chunk);
                sound.add(new Recorded(received.timestampMillis(), chunk));
            }
        });
        return sound;
    }

    /** The feeling that was asked for when the input began, and whatever was asked until its end. */
    private List<Recorded> asks(String room, List<Recorded> inputs) {
        long first = inputs.get(0).millis();
        long last = inputs.get(inputs.size() - 1).millis();
        List<Recorded> mood = new ArrayList<>(1);
        List<Recorded> later = new ArrayList<>();
        each(room, Topics.ROOM_COMMANDS, 0, received -> {
            Command command = received.event();
            if (command.kind() != Command.Kind.ACT) {
                return;
            }
            if (received.timestampMillis() >= first && received.timestampMillis() <= last) {
                later.add(new Recorded(received.timestampMillis(), command));
            } else if (received.timestampMillis() < first && command.arguments().containsKey("emotion")) {
                mood.clear();
                mood.add(new Recorded(first, Plan.moodOf(command)));
            }
        });
        mood.addAll(later);
        return mood;
    }

    /** The room as it was described when its input began; the oldest description if that is gone. */
    private Room room(String room, long millis) {
        List<Recorded> known = new ArrayList<>();
        each(room, Topics.ROOMS, 0, received -> known.add(new Recorded(received.timestampMillis(), received.event())));
        return known.stream()
                .filter(description -> description.millis() <= millis)
                .reduce((first, second) -> second)
                .or(() -> known.stream().findFirst())
                .map(description -> (Room) description.event())
                .orElseGet(() -> Room.of(room));
    }

    private List<RoomHistory.Exchange> history(String room) {
        Map<String, RoomHistory.Exchange> exchanges = new LinkedHashMap<>();
        each(room, Topics.ROOM_HISTORY, 0, received -> received.event()
                .exchanges()
                .forEach(exchange -> exchanges.put(exchange.turn(), exchange)));
        return exchanges.values().stream()
                .sorted(Comparator.comparingLong(RoomHistory.Exchange::atMillis))
                .toList();
    }

    private static List<String> notes(Take take, ReplayRequest request) {
        List<String> notes = new ArrayList<>();
        long silent = take.turns().stream()
                .filter(turn -> !turn.words().isEmpty() && turn.sound().isEmpty())
                .count();
        long unseen = take.turns().stream()
                .filter(turn -> !turn.sound().isEmpty() && turn.pictures().isEmpty())
                .count();
        if (silent > 0 && request.replays(Role.TTS)) {
            notes.add("the sound of " + silent + " turns is not on record (it is kept "
                    + Topics.AUDIO_TTS.retention().toHours() + " h)");
        }
        if (unseen > 0 && request.replays(Role.FACE)) {
            notes.add("the pictures of " + unseen + " turns are not on record (they are kept "
                    + Topics.VIDEO_FRAMES.retention().toHours() + " h)");
        }
        return notes;
    }

    private <E> void each(String room, Topic<E> topic, long fromMillis, Consumer<Received<E>> into) {
        try (EventTail<E> tail = EventTail.ofRoom(kafka, registry, topic, room)) {
            if (fromMillis > 0) {
                tail.fromTime(fromMillis);
            }
            tail.readToEnd(READ, into);
        } catch (IllegalStateException e) {
            throw new UserError(Kind.UNAVAILABLE, e.getMessage(), e);
        }
    }

    /** Counts what is kept in memory. */
    private static final class Bound {

        private final String room;
        private long bytes;

        Bound(String room) {
            this.room = room;
        }

        void add(Event event) {
            bytes += 512;
            if (event instanceof AudioChunk chunk) {
                bytes += chunk.pcm().length;
            } else if (event instanceof SpeechChunk chunk) {
                bytes += chunk.pcm().length;
            }
            if (bytes > MOST_BYTES) {
                throw new UserError(
                        Kind.BAD_DATA,
                        "the turns of room " + room + " are more than the " + (MOST_BYTES >> 20)
                                + " MiB that are replayed at once: say which with --from and --to");
            }
        }
    }
}
