package io.talkmatrix.standalone.replay;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Event;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.replay.ReplayRequest.Speed;
import io.talkmatrix.standalone.stack.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries the plan of one room out. For one thread. */
final class RoomReplay {

    private static final long SEND_SECONDS = 30;

    /** A wait that is none. */
    private static final long NO_WAIT_NANOS = 1_000_000;

    /**
     * What became of it.
     *
     * @param fedMillis when the first input of each turn was fed, ms since the epoch
     * @param soundMillis when sound was fed, by the time it was captured, both ms since the epoch
     * @param gapErrors by how many ms each gap differed from the recorded one, smallest first
     * @param unfinished turns of which the stages did not make all there was to make
     * @param waitedMillis how long the stages were waited for before turns were ended
     */
    record Outcome(
            Map<String, Long> fedMillis,
            NavigableMap<Long, Long> soundMillis,
            List<Double> gapErrors,
            Set<String> unfinished,
            long waitedMillis) {}

    private final Recording recording;
    private final Plan plan;
    private final ReplayRequest request;
    private final EventProducer producer;
    private final Watch watch;
    private final Conducting conducting;
    private final Pace pace;
    private final Duration stuck;
    private final Map<String, Long> fedMillis = new HashMap<>();
    private final NavigableMap<Long, Long> soundMillis = new TreeMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private final Set<String> unfinished = new LinkedHashSet<>();
    private long waitedNanos;

    /** @param stuck a stage that makes nothing for so long has made all it will */
    RoomReplay(
            Recording recording,
            Plan plan,
            ReplayRequest request,
            EventProducer producer,
            Watch watch,
            Conducting conducting,
            Pace pace,
            Duration stuck) {
        this.recording = recording;
        this.plan = plan;
        this.request = request;
        this.producer = producer;
        this.watch = watch;
        this.conducting = conducting;
        this.pace = pace;
        this.stuck = stuck;
    }

    /** Feeds, and waits until the stages have made all of it. */
    Outcome run() throws InterruptedException {
        CompletableFuture<?> written = CompletableFuture.completedFuture(null);
        for (Plan.Step step : plan.steps()) {
            pace.await(step.millis());
            requireWhole();
            if (step instanceof Plan.Step.Feed feed) {
                written = feed(feed);
            } else if (step instanceof Plan.Step.Ask ask) {
                await(written);
                await(producer.send(Topics.ROOM_COMMANDS, Plan.asked(ask.command(), System.currentTimeMillis())));
            } else if (step instanceof Plan.Step.Say say) {
                await(written);
                say(say.control());
            }
        }
        await(written);
        for (String turn : recording.turns()) {
            if (fedMillis.containsKey(turn) && over.add(turn)) {
                awaitMade(turn);
            }
        }
        requireWhole();
        return new Outcome(
                Map.copyOf(fedMillis),
                soundMillis,
                pace.errors(),
                unfinished,
                TimeUnit.NANOSECONDS.toMillis(waitedNanos));
    }

    /** Records of a room keep their order, so the last one's acknowledgement stands for all before it. */
    private CompletableFuture<?> feed(Plan.Step.Feed feed) {
        Event event = feed.event();
        long now = System.currentTimeMillis();
        if (event instanceof AudioChunk chunk) {
            soundMillis.put(chunk.captureMillis(), now);
        } else {
            fedMillis.putIfAbsent(Plan.turn(event), now);
        }
        if (Plan.closes(event)) {
            closed.add(Plan.turn(event));
        }
        CompletableFuture<?> written = send(RecordingReader.input(request.first()), event);
        pace.fed(feed.millis());
        return written;
    }

    private void say(Control control) throws InterruptedException {
        switch (control.kind()) {
            case START -> conducting.start(control);
            case PAUSE, RESUME -> conducting.say(control);
            case CUT -> {
                if (request.speed() == Speed.MAX) {
                    holdUntilMade(control.turn());
                }
                over.add(control.turn());
                conducting.end(control, recording.historyAfter(control.turn()));
            }
            case END -> {
                holdUntilMade(control.turn());
                over.add(control.turn());
                conducting.end(control, recording.historyAfter(control.turn()));
            }
        }
    }

    private void holdUntilMade(String turn) throws InterruptedException {
        if (!fedMillis.containsKey(turn) || over.contains(turn)) {
            return;
        }
        long before = System.nanoTime();
        awaitMade(turn);
        long nanos = System.nanoTime() - before;
        if (nanos > NO_WAIT_NANOS) {
            waitedNanos += nanos;
            pace.waited(nanos);
        }
    }

    /** Waits for all that is to come of a turn; if its input breaks off, for as much as there was then. */
    private void awaitMade(String turn) throws InterruptedException {
        Role last = request.last();
        boolean whole = closed.contains(turn);
        boolean made = watch.await(
                recording.room().room(),
                take -> Watch.through(take, turn, last) || !whole && asMuchAsThen(take, turn),
                stuck);
        if (!made) {
            unfinished.add(turn);
        }
    }

    private boolean asMuchAsThen(Take now, String turn) {
        return recording
                .take()
                .find(turn)
                .map(then -> request.stages().stream()
                        .allMatch(stage -> then.units(stage)
                                <= now.find(turn).map(made -> made.units(stage)).orElse(0)))
                .orElse(true);
    }

    private void requireWhole() {
        List<String> troubles = watch.troubles();
        if (!troubles.isEmpty()) {
            throw new UserError(Kind.FAILED, "the replay cannot go on: " + troubles.get(0));
        }
    }

    private <E extends Event> CompletableFuture<?> send(Topic<E> topic, Event event) {
        return producer.send(topic, topic.type().cast(event));
    }

    static void await(CompletableFuture<?> sent) throws InterruptedException {
        try {
            sent.get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new UserError(
                    Kind.UNAVAILABLE, "Kafka refused a record: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new UserError(Kind.UNAVAILABLE, "Kafka took no record for " + SEND_SECONDS + " s", e);
        }
    }
}
