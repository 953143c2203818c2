package io.talkmatrix.standalone.bench;

import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.console.live.Subscription;
import io.talkmatrix.console.live.Viewer;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One room with an open microphone and somebody who watches. For one thread. */
final class Conversation implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration OPENING = Duration.ofSeconds(60);
    private static final Duration INTO_THE_ANSWER = Duration.ofMillis(1200);
    private static final Duration BREATH = Duration.ofMillis(900);
    /** Within it the end of an utterance is known, also on a busy machine. */
    private static final Duration OPENED = Duration.ofSeconds(4);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final LiveRoom room;
    private final RoomMicrophone microphone;
    private final Subscription seat;
    private final Watching watching = new Watching();
    private final EventTail<TurnEvent> events;
    private final EventTail<ReplySegment> replies;
    private final EventTail<Command> commands;
    private final Map<String, String> sources = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> cut = new HashSet<>();
    private int stale;
    private double missingFrames;

    /**
     * What became of a question.
     *
     * @param source who wrote the answer, empty if there was none
     * @param ttfaMillis from the capture of the last audible sample to the first sample at the sink, −1 without an answer
     */
    record Answer(LiveQuestion question, String source, double ttfaMillis) {}

    /**
     * What became of an answer that was cut in on.
     *
     * @param millis from the decision that somebody speaks to silence at the sink
     * @param fromSpeechMillis from the capture of the first sample of that speech
     */
    record Cut(double millis, double fromSpeechMillis) {}

    /** Somebody who watches: takes everything, and notes when the voice was last silenced. */
    private static final class Watching implements Viewer {

        private volatile long silencedMillis;

        @Override
        public CompletionStage<?> binary(byte[] message) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> text(String json) {
            if (json.contains("\"type\":\"pause\"") || json.contains("\"type\":\"cut\"")) {
                long now = System.currentTimeMillis();
                if (silencedMillis == 0) {
                    silencedMillis = now;
                }
            }
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void dropped(String reason) {
            throw new IllegalStateException("the watcher was dropped: " + reason);
        }
    }

    Conversation(Stack stack, EventProducer producer, LiveRooms live, String id) throws InterruptedException {
        room = await(live, id);
        seat = room.subscribe(watching);
        events = follow(stack, Topics.TURN_EVENTS, id);
        replies = follow(stack, Topics.TEXT_REPLY, id);
        commands = follow(stack, Topics.ROOM_COMMANDS, id);
        microphone = new RoomMicrophone(producer, id, 1);
    }

    private static <E extends Event> EventTail<E> follow(Stack stack, Topic<E> topic, String room) {
        return stack.tail(topic, room).fromEnd();
    }

    /** Until the room is open and its picture is there. */
    private static LiveRoom await(LiveRooms live, String id) throws InterruptedException {
        long end = System.nanoTime() + OPENING.toNanos();
        while (System.nanoTime() < end) {
            Optional<LiveRoom> found =
                    live.room(id).filter(known -> !known.state().activity().equals("preparing"));
            if (found.isPresent()) {
                return found.get();
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        throw new UserError(Kind.FAILED, "room " + id + " did not open within " + OPENING.toSeconds() + " s");
    }

    LiveRoom room() {
        return room;
    }

    /** How often the sink let out something of a turn that it had cut. */
    int staleUnits() {
        return stale;
    }

    /** Frames that came too late to be shown, since the room opened. */
    double missingFrames() {
        return missingFrames;
    }

    /** Answers in this room to turns that were never opened in it. */
    long crossedUnits() {
        return sources.keySet().stream().filter(turn -> !known.contains(turn)).count();
    }

    /** Asks, and hears the answer to its end. */
    Answer ask(LiveQuestion question) throws InterruptedException {
        RoomMicrophone.Spoken spoken = say(question);
        Optional<TurnEvent> playing = awaitPlaying(spoken);
        awaitIdle();
        return playing.map(event -> new Answer(
                        question, sources.getOrDefault(event.turn(), ""), event.atMillis() - spoken.untilMillis()))
                .orElseGet(() -> new Answer(question, "", -1));
    }

    /** Asks, and speaks again while the answer is heard. */
    Cut interrupt(LiveQuestion question, LiveQuestion other) throws InterruptedException {
        RoomMicrophone.Spoken asked = say(question);
        awaitPlaying(asked);
        TimeUnit.NANOSECONDS.sleep(INTO_THE_ANSWER.toNanos());
        commands.poll(LOOK);
        watching.silencedMillis = 0;
        RoomMicrophone.Spoken again = say(other);
        long decided = decided(again);
        long silenced = watching.silencedMillis;
        if (decided < 0 || silenced == 0) {
            throw new UserError(
                    Kind.FAILED,
                    "the answer was not cut in on ("
                            + (decided < 0 ? "nobody asked for a pause" : "it was not silenced")
                            + "); see ./talkmatrix inspect --room " + room.id());
        }
        awaitIdle();
        return new Cut(silenced - decided, silenced - again.fromMillis());
    }

    private RoomMicrophone.Spoken say(LiveQuestion question) throws InterruptedException {
        try {
            return microphone.say(question).get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the microphone does not go on: " + e.getMessage(), e);
        }
    }

    /** When the recognizer said that somebody speaks; −1 if it did not. */
    private long decided(RoomMicrophone.Spoken again) {
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (System.nanoTime() < end) {
            for (Received<Command> received : commands.poll(LOOK)) {
                Command command = received.event();
                if (command.kind() == Command.Kind.PAUSE && command.atMillis() > again.fromMillis()) {
                    return command.atMillis();
                }
            }
        }
        return -1;
    }

    /**
     * Until an answer to what was said is heard; empty if no turn was opened for it, or none is open any more. A question
     * with a pause in it may be two turns, the second opened after the first one's end.
     */
    private Optional<TurnEvent> awaitPlaying(RoomMicrophone.Spoken spoken) {
        long now = System.nanoTime();
        long end = now + ANSWER.toNanos();
        long opened = now + OPENED.toNanos();
        while (System.nanoTime() < (open.isEmpty() ? opened : end)) {
            for (Received<TurnEvent> received : events.poll(LOOK)) {
                TurnEvent event = received.event();
                note(event);
                if (event.milestone() == Milestone.PLAYING && event.atMillis() > spoken.untilMillis()) {
                    return Optional.of(event);
                }
            }
        }
        return Optional.empty();
    }

    private void note(TurnEvent event) {
        if (event.milestone() == Milestone.OPENED) {
            known.add(event.turn());
        }
        missingFrames = Math.max(missingFrames, event.figures().getOrDefault("missingFrames", 0.0));
        switch (event.milestone()) {
            case OPENED -> open.add(event.turn());
            case TURN_ENDED -> open.remove(event.turn());
            case SINK_CUT -> cut.add(event.turn());
            case PLAYING, PLAYED -> stale += cut.contains(event.turn()) ? 1 : 0;
            default -> {
                // only what is heard, and when it ends, matters here
            }
        }
    }

    /** Until no turn has been open for a breath. */
    private void awaitIdle() {
        long end = System.nanoTime() + ANSWER.toNanos();
        long quiet = System.nanoTime() + BREATH.toNanos();
        while (System.nanoTime() < Math.min(end, quiet)) {
            events.poll(LOOK).forEach(received -> note(received.event()));
            quiet = open.isEmpty() ? quiet : System.nanoTime() + BREATH.toNanos();
        }
        replies.poll(LOOK)
                .forEach(received -> sources.putIfAbsent(
                        received.event().id().turn(), received.event().source().name()));
    }

    @Override
    public void close() throws InterruptedException {
        microphone.close();
        seat.close();
        events.close();
        replies.close();
        commands.close();
    }
}
