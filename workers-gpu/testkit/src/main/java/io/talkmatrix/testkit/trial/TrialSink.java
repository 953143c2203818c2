package io.talkmatrix.testkit.trial;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.testkit.KafkaFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The sink of a trial's rooms: follows what the stages write and lets it out at its own pace, as a live sink does. */
public final class TrialSink implements AutoCloseable {

    /** What the sink expects of what it plays. */
    public enum Manner {
        /** Every sample and frame says where it belongs, and sound waits for its pictures: nothing may be missing. */
        WHOLE,
        /** The same, but sound waits for nothing, as in a live sink. */
        LIVE,
        /** Sound waits for nothing, and is somebody's real voice. */
        LIVE_UNMARKED
    }

    /** Name of the clock sink in its rooms' descriptions. */
    public static final String NAME = "trial";

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_EVENTS = 100_000;
    private static final long JOIN_MILLIS = 10_000;

    private final Map<String, TrialRoom> rooms = new HashMap<>();
    private final Map<String, Integer> turns = new ConcurrentHashMap<>();
    private final Map<String, String> outcomes = new HashMap<>(); // guarded by this
    private final Map<String, Long> played = new HashMap<>(); // by turn; guarded by this
    private final Map<String, Long> sounded = new HashMap<>(); // by room; guarded by this
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST_EVENTS);
    private final List<Thread> pumps = new ArrayList<>();
    private final TrialFindings findings = new TrialFindings();
    private final EventProducer producer;
    private final Thread thread;
    private final double speed;
    private volatile boolean closed;
    private RuntimeException failure; // guarded by this

    /**
     * Begins to follow.
     *
     * @param numbers number of each room, by id
     * @param speed how many times faster than a person would hear it
     */
    public TrialSink(KafkaFixture kafka, Map<String, Integer> numbers, double speed) {
        this(kafka, numbers, speed, Manner.WHOLE);
    }

    /** The same in another manner. */
    public TrialSink(KafkaFixture kafka, Map<String, Integer> numbers, double speed, Manner manner) {
        this.speed = speed;
        producer = new EventProducer(kafka.connection(), kafka.registry(), NAME, KafkaFixture.DEADLINE);
        numbers.forEach((room, number) -> rooms.put(
                room,
                new TrialRoom(
                        room,
                        number,
                        turns,
                        event -> producer.send(Topics.TURN_EVENTS, event),
                        findings,
                        manner,
                        System.nanoTime())));
        thread = new Thread(this::play, "trial-sink");
        thread.setDaemon(true);
        follow(kafka, Topics.AUDIO_TTS);
        follow(kafka, Topics.VIDEO_FRAMES);
        follow(kafka, Topics.TURN_CONTROL);
        follow(kafka, Topics.TURN_EVENTS);
        thread.start();
    }

    private <E extends Event> void follow(KafkaFixture kafka, Topic<E> topic) {
        EventTail<E> tail =
                EventTail.ofAll(kafka.connection(), kafka.registry(), topic).fromEnd();
        Thread pump = new Thread(
                () -> {
                    try (tail) {
                        while (!closed) {
                            for (Received<E> received : tail.poll(POLL)) {
                                if (rooms.containsKey(received.room())) {
                                    events.put(received.event());
                                }
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        failed(e);
                    }
                },
                "trial-" + topic.name());
        pump.setDaemon(true);
        pumps.add(pump);
        pump.start();
    }

    /** Must be told of each turn before anything is written of it. */
    public void expect(String turn, int number) {
        turns.put(turn, number);
    }

    /** When sound of the room was let out last, in {@link System#nanoTime}; 0 if none was. */
    public synchronized long soundedNanos(String room) {
        return sounded.getOrDefault(room, 0L);
    }

    /** Waits until so much of the turn was let out, or it ended. */
    synchronized void awaitPlayed(String turn, long samples) throws InterruptedException {
        long end = System.nanoTime() + KafkaFixture.DEADLINE.toNanos();
        while (played.getOrDefault(turn, 0L) < samples && !outcomes.containsKey(turn)) {
            await(end, "turn " + turns.get(turn) + " was not played");
        }
    }

    /** Waits for the end of the turn. @return its outcome */
    synchronized String awaitEnd(String turn) throws InterruptedException {
        return awaitEnd(turn, KafkaFixture.DEADLINE);
    }

    /** The same within a time of the caller's. */
    public synchronized String awaitEnd(String turn, Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (!outcomes.containsKey(turn)) {
            await(
                    end,
                    "turn " + turns.get(turn) + " did not end, " + played.getOrDefault(turn, 0L) + " samples played");
        }
        return outcomes.get(turn);
    }

    private void await(long endNanos, String what) throws InterruptedException {
        if (failure != null) {
            throw new IllegalStateException("the trial's sink failed: " + failure, failure);
        }
        long left = (endNanos - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new IllegalStateException(what + " in time");
        }
        wait(left);
    }

    private void play() {
        try {
            while (!closed) {
                Event event = events.poll(2, TimeUnit.MILLISECONDS);
                for (int burst = 0; event != null && burst < 1_000; burst++) {
                    take(event);
                    event = events.poll();
                }
                if (event != null) {
                    take(event);
                }
                long now = System.nanoTime();
                rooms.values().forEach(room -> room.tick(now, speed));
                publish();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void take(Event event) {
        TrialRoom room = rooms.get(event.room());
        if (event instanceof Control control) {
            room.obey(control, System.nanoTime());
        } else if (event instanceof TurnUnit unit) {
            room.offer(unit);
        } else if (event instanceof TurnEvent told && told.milestone() == TurnEvent.Milestone.TURN_ENDED) {
            synchronized (this) {
                outcomes.put(told.turn(), told.detail());
                notifyAll();
            }
        }
    }

    private synchronized void publish() {
        for (TrialRoom room : rooms.values()) {
            if (!room.turn().isEmpty()) {
                played.put(room.turn(), room.playedSamples());
            }
            sounded.put(room.room(), room.soundedNanos());
        }
        notifyAll();
    }

    private synchronized void failed(RuntimeException e) {
        failure = e;
        notifyAll();
    }

    /** Stops; what was found is complete then. */
    public TrialFindings stop() throws InterruptedException {
        closed = true;
        for (Thread pump : pumps) {
            pump.join(JOIN_MILLIS);
        }
        thread.join(JOIN_MILLIS);
        synchronized (this) {
            if (failure != null) {
                throw new IllegalStateException("the trial's sink failed: " + failure, failure);
            }
        }
        return findings;
    }

    @Override
    public void close() {
        closed = true;
        producer.close();
    }
}
