package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Playhead;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.Turns;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.stage.Written;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A room whose conductor, sink and history are the test. */
final class FakeRoom implements StageRoom, Turns, Playhead, StageOutput {

    private static final long WAIT_NANOS = Duration.ofSeconds(20).toNanos();

    private final String id;
    private final List<Object> written = new ArrayList<>();
    private final Map<String, CancellationFlag> watches = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final Map<String, Long> played = new HashMap<>();
    private final List<RoomHistory.Exchange> history = new ArrayList<>();
    private final List<Runnable> remembering = new CopyOnWriteArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private final List<Written> before = new ArrayList<>();
    private Room settings;
    private boolean startsAll = true;
    private String started = "";
    private long lead;

    FakeRoom(String id) {
        this.id = id;
        this.settings = Room.of(id);
    }

    static Utterance asked(String room, String turn, String language, String text) {
        return spoken(room, turn, language, text, 0, 0, true, false);
    }

    static Utterance partial(String room, String turn, String language, String text, boolean speculative) {
        return spoken(room, turn, language, text, 0, 0, false, speculative);
    }

    static Utterance spoken(
            String room,
            String turn,
            String language,
            String text,
            long fromMillis,
            long untilMillis,
            boolean isFinal,
            boolean speculative) {
        return new Utterance(
                new UnitId(room, turn, 0, 0, 0),
                text,
                isFinal,
                language,
                Utterance.Source.SPEECH,
                "",
                fromMillis,
                untilMillis,
                0,
                "",
                text.length(),
                speculative);
    }

    /** Turns start only by {@link #start}. */
    synchronized FakeRoom holdingStarts() {
        startsAll = false;
        return this;
    }

    synchronized void start(String turn) {
        started = turn;
        notifyAll();
    }

    synchronized void lead(long samples) {
        lead = samples;
        notifyAll();
    }

    synchronized void played(String turn, long samples) {
        played.put(turn, samples);
    }

    void heard(String turn, String question, String answer) {
        synchronized (this) {
            history.add(new RoomHistory.Exchange(turn, question, answer, "en", false, 0));
        }
        remembering.forEach(Runnable::run);
    }

    @Override
    public Watch onHistory(Runnable action) {
        remembering.add(action);
        return () -> remembering.remove(action);
    }

    /** Another worker had written this when the room came here. */
    synchronized void takenOver(List<ReplySegment> said) {
        said.forEach(segment -> before.add(Written.of(segment)));
    }

    @Override
    public synchronized List<Written> written(String turn) {
        return before.stream().filter(unit -> unit.id().turn().equals(turn)).toList();
    }

    synchronized void settings(Room now) {
        settings = now;
    }

    void cut(String turn) {
        CancellationFlag flag;
        synchronized (this) {
            over.add(turn);
            flag = watches.computeIfAbsent(turn, first -> new CancellationFlag());
            notifyAll();
        }
        flag.cancel();
    }

    synchronized List<ReplySegment> segments() {
        return written.stream()
                .filter(ReplySegment.class::isInstance)
                .map(ReplySegment.class::cast)
                .toList();
    }

    List<String> texts() {
        return segments().stream().map(ReplySegment::text).toList();
    }

    synchronized List<TurnEvent> events() {
        return written.stream()
                .filter(TurnEvent.class::isInstance)
                .map(TurnEvent.class::cast)
                .toList();
    }

    synchronized int count() {
        return written.size();
    }

    /** Waits until the session waits for a start or for the sink. */
    void awaitWaiting(String what) throws InterruptedException {
        await(() -> waiting.contains(what));
    }

    void awaitSegments(int count) throws InterruptedException {
        await(() -> segments().size() >= count);
    }

    /** Waits until something is so that changes by what the session does. */
    synchronized void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!condition.getAsBoolean()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("it did not come to it; waiting for " + waiting + ", written " + written);
            }
            wait(Math.min(millis, 5));
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public synchronized Room settings() {
        return settings;
    }

    @Override
    public Turns turns() {
        return this;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
    }

    @Override
    public Playhead playhead() {
        return this;
    }

    @Override
    public synchronized RoomHistory history() {
        return new RoomHistory(id, history);
    }

    @Override
    public int generation() {
        return 0;
    }

    @Override
    public synchronized boolean stale(String turn, int generation) {
        return over.contains(turn);
    }

    @Override
    public Cancellation watch(String turn, int generation) {
        CancellationFlag flag;
        boolean now;
        synchronized (this) {
            flag = watches.computeIfAbsent(turn, first -> new CancellationFlag());
            now = over.contains(turn);
        }
        if (now) {
            flag.cancel();
        }
        return flag;
    }

    @Override
    public synchronized boolean awaitStart(String turn, int generation, Duration deadline) throws InterruptedException {
        return waitFor("start", turn, deadline, () -> startsAll || started.equals(turn));
    }

    @Override
    public synchronized long leadSamples(String turn) {
        return lead;
    }

    @Override
    public synchronized long playedSamples(String turn) {
        return played.getOrDefault(turn, 0L);
    }

    @Override
    public synchronized boolean awaitLead(String turn, long samples, Duration deadline) throws InterruptedException {
        return waitFor("lead " + samples, turn, deadline, () -> lead <= samples);
    }

    private boolean waitFor(String what, String turn, Duration deadline, BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        waiting.add(what);
        notifyAll();
        try {
            while (!condition.getAsBoolean()) {
                if (over.contains(turn)) {
                    throw new CancelledException();
                }
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            if (over.contains(turn)) {
                throw new CancelledException();
            }
            return true;
        } finally {
            waiting.remove(what);
        }
    }

    @Override
    public synchronized void emit(TurnUnit unit) {
        written.add(unit);
        notifyAll();
    }

    @Override
    public synchronized void report(TurnEvent event) {
        written.add(event);
        notifyAll();
    }

    @Override
    public synchronized void request(Command command) {
        written.add(command);
        notifyAll();
    }
}
