package io.talkmatrix.runtime;

import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Playhead;
import io.talkmatrix.stage.TurnEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * How far each room's latest turns are made by the voice and heard at the room's clock sink, from their milestones. Fed by
 * {@link Tables}; safe for use from any thread.
 */
final class PlayTable {

    /** Turns of a room that are remembered: the active one, those being made ahead, and some that ended. */
    private static final int TURNS = 16;

    private final RoomTable settings;
    private final Map<String, RoomPlay> rooms = new ConcurrentHashMap<>();

    PlayTable(RoomTable settings) {
        this.settings = settings;
    }

    /** A room without a clock sink is never ahead: nobody says what is heard of it. */
    Playhead of(String room) {
        return play(room);
    }

    void apply(TurnEvent event) {
        switch (event.milestone()) {
            case SEGMENT_SPOKEN, SPOKEN -> play(event.room()).made(event.turn(), event.ptsSamples());
            case PLAYED -> {
                if (event.stage().equals(settings.settings(event.room()).clockSink())) {
                    play(event.room()).played(event.turn(), event.ptsSamples());
                }
            }
            case TURN_ENDED -> play(event.room()).ended(event.turn());
            default -> {
                // says nothing about what is made or heard
            }
        }
    }

    private RoomPlay play(String room) {
        return rooms.computeIfAbsent(
                room,
                id -> new RoomPlay(() -> !settings.settings(id).clockSink().isEmpty()));
    }

    void remove(String room) {
        RoomPlay gone = rooms.remove(room);
        if (gone != null) {
            gone.forget();
        }
    }

    private static final class Turn {
        private long made;
        private long played;
        private boolean ended;

        long lead() {
            return ended ? 0 : Math.max(0, made - played);
        }
    }

    private static final class RoomPlay implements Playhead {

        private final BooleanSupplier hasClock;
        private final Map<String, Turn> turns = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Turn> eldest) {
                return size() > TURNS;
            }
        };

        RoomPlay(BooleanSupplier hasClock) {
            this.hasClock = hasClock;
        }

        synchronized void made(String turn, long samples) {
            Turn of = turn(turn);
            of.made = Math.max(of.made, samples);
        }

        synchronized void played(String turn, long samples) {
            Turn of = turn(turn);
            of.played = Math.max(of.played, samples);
            notifyAll();
        }

        synchronized void ended(String turn) {
            turn(turn).ended = true;
            notifyAll();
        }

        synchronized void forget() {
            turns.clear();
            notifyAll();
        }

        private Turn turn(String turn) {
            return turns.computeIfAbsent(turn, id -> new Turn());
        }

        @Override
        public synchronized long leadSamples(String turn) {
            Turn of = turns.get(turn);
            return of == null || !hasClock.getAsBoolean() ? 0 : of.lead();
        }

        @Override
        public synchronized long playedSamples(String turn) {
            Turn of = turns.get(turn);
            return of == null ? 0 : of.played;
        }

        @Override
        public synchronized boolean awaitLead(String turn, long samples, Duration deadline)
                throws InterruptedException {
            long end = System.nanoTime() + deadline.toNanos();
            while (true) {
                Turn of = turns.get(turn);
                if (of != null && of.ended) {
                    throw new CancelledException();
                }
                if (of == null || !hasClock.getAsBoolean() || of.lead() <= samples) {
                    return true;
                }
                long leftMillis = (end - System.nanoTime() + 999_999) / 1_000_000;
                if (leftMillis <= 0) {
                    return false;
                }
                wait(leftMillis);
            }
        }
    }
}
