package io.talkmatrix.standalone.replay;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.standalone.replay.ReplayRequest.Speed;
import io.talkmatrix.standalone.stack.Role;
import java.util.HashMap;
import java.util.Map;

/**
 * Stands in for the rooms' clock sink: reports how far each active turn would have been heard, since answers are not
 * written far ahead of that. With real gaps it plays at the pace of time, else at once; never what is not drawn yet, so
 * that the face is never late by it. On a thread of its own.
 */
final class StandInSink implements AutoCloseable {

    /** Its name in milestones and as a room's clock sink. */
    static final String NAME = "replay";

    private static final long TICK_MILLIS = 20;
    private static final long REPORT_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ / 5;

    private static final class Playing {
        private final String turn;
        private final int generation;
        private long sinceNanos = -1;
        private long told;

        Playing(String turn, int generation) {
            this.turn = turn;
            this.generation = generation;
        }
    }

    private final Watch watch;
    private final EventProducer producer;
    private final ReplayRequest request;
    private final Map<String, Playing> rooms = new HashMap<>(); // guarded by this
    private final Thread thread;
    private boolean closed; // guarded by this

    StandInSink(Watch watch, EventProducer producer, ReplayRequest request) {
        this.watch = watch;
        this.producer = producer;
        this.request = request;
        thread = new Thread(this::play, "stand-in-sink");
        thread.setDaemon(true);
    }

    /** Only answers are written by what is heard; voices and faces don't wait. */
    static boolean needed(ReplayRequest request) {
        return request.replays(Role.REPLY) && request.replays(Role.TTS);
    }

    void begin() {
        if (needed(request)) {
            thread.start();
        }
    }

    synchronized void start(String room, String turn, int generation) {
        rooms.put(room, new Playing(turn, generation));
    }

    synchronized void end(String room, String turn) {
        rooms.computeIfPresent(room, (id, playing) -> playing.turn.equals(turn) ? null : playing);
    }

    private void play() {
        try {
            synchronized (this) {
                while (!closed) {
                    rooms.forEach(this::play);
                    wait(TICK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(String room, Playing playing) {
        long ready =
                watch.of(room, take -> take.find(playing.turn).map(this::ready).orElse(0L));
        if (ready == 0) {
            return;
        }
        long now = System.nanoTime();
        if (playing.sinceNanos < 0) {
            playing.sinceNanos = now;
        }
        long paced = (now - playing.sinceNanos) / 1_000 * SpeechChunk.SAMPLE_RATE_HZ / 1_000_000;
        long position = request.speed() == Speed.MAX ? ready : Math.min(ready, paced);
        if (position - playing.told >= REPORT_SAMPLES || position == ready && position > playing.told) {
            playing.told = position;
            producer.send(Topics.TURN_EVENTS, played(room, playing, position)).exceptionally(e -> {
                watch.broken("PLAYED was not written: " + e.getMessage());
                return null;
            });
        }
    }

    private long ready(TurnTake take) {
        boolean drawn = request.replays(Role.FACE) && take.failure().isEmpty();
        return drawn && !take.through(Role.FACE) ? Math.min(take.samples(), take.drawnSamples()) : take.samples();
    }

    private static TurnEvent played(String room, Playing playing, long position) {
        return new TurnEvent(
                room,
                playing.turn,
                playing.generation,
                NAME,
                Milestone.PLAYED,
                -1,
                position,
                "",
                "",
                "",
                "",
                Map.of(),
                System.currentTimeMillis());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
