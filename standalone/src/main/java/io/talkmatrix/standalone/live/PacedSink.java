package io.talkmatrix.standalone.live;

import io.talkmatrix.media.Playout;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.standalone.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A room's clock sink without a page: plays in real time into nothing, and reports like every sink that it plays, how
 * far, and that a cut turn is silent.
 */
public final class PacedSink implements AutoCloseable {

    /** Name of the sink whose reports drive rooms that are open for viewers. */
    public static final String NAME = "live";

    private static final int FRAMES_PER_SECOND = 25;
    private static final int MOST_EVENTS = 1024;
    private static final long TICK_MILLIS = 10;
    private static final long REPORT_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ / 5;
    private static final long JOIN_MILLIS = 5_000;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Stack stack;
    private final String room;
    private final EventProducer producer;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MOST_EVENTS);
    private final PacedRoom paced = new PacedRoom(FRAMES_PER_SECOND);
    private final List<Thread> threads = new ArrayList<>();
    private final List<EventTail<?>> tails = new ArrayList<>();
    private volatile boolean closing;
    private volatile RuntimeException failure;
    private volatile int underruns;
    private long reported;
    private String playing = "";

    public PacedSink(Stack stack, String room) {
        this.stack = stack;
        this.room = room;
        this.producer = stack.producer(NAME + "-" + room);
        follow(Topics.TURN_CONTROL);
        follow(Topics.AUDIO_TTS);
        follow(Topics.VIDEO_FRAMES);
        start("play-" + room, this::play);
    }

    private <E extends Event> void follow(Topic<E> topic) {
        EventTail<E> tail = stack.tail(topic, room).fromEnd();
        tails.add(tail);
        start(topic.name() + "-" + room, () -> {
            try (tail) {
                while (!closing) {
                    for (Received<E> received : tail.poll(POLL)) {
                        hand(received.event());
                    }
                }
            }
        });
    }

    private void hand(Event event) {
        try {
            boolean taken = false;
            while (!taken && !closing) {
                taken = events.offer(event, 100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        failure = e;
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void play() {
        try {
            while (!closing) {
                Event event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                while (event != null) {
                    take(event);
                    event = events.poll();
                }
                advance();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Event event) {
        if (event instanceof Control control) {
            String turn = paced.playout().turn();
            long played = paced.playout().playedSamples();
            if (paced.obey(control)) {
                tell(turn, control.generation(), Milestone.SINK_CUT, played);
            }
        } else if (event instanceof SpeechChunk chunk) {
            paced.offer(chunk);
        } else if (event instanceof FrameGroup group) {
            paced.offer(group);
        }
    }

    private void advance() {
        Playout.Slice slice = paced.play(System.nanoTime());
        underruns = paced.underruns();
        if (slice.pcm().length == 0) {
            return;
        }
        Playout playout = paced.playout();
        if (!playout.turn().equals(playing)) {
            playing = playout.turn();
            reported = 0;
            tell(playing, playout.generation(), Milestone.PLAYING, 0);
        }
        long played = playout.playedSamples();
        if (played - reported >= REPORT_SAMPLES || playout.finished()) {
            reported = played;
            tell(playing, playout.generation(), Milestone.PLAYED, played);
        }
    }

    private void tell(String turn, int generation, Milestone milestone, long pts) {
        producer.send(
                Topics.TURN_EVENTS,
                new TurnEvent(
                        room,
                        turn,
                        generation,
                        NAME,
                        milestone,
                        -1,
                        pts,
                        "",
                        "",
                        "",
                        "",
                        Map.of(),
                        System.currentTimeMillis()));
    }

    /** Times that sound was not there when it was due. */
    public int underruns() {
        RuntimeException broken = failure;
        if (broken != null) {
            throw new IllegalStateException(
                    "room " + room + " cannot be played any more: " + broken.getMessage(), broken);
        }
        return underruns;
    }

    @Override
    public void close() {
        closing = true;
        tails.forEach(EventTail::wakeup);
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        producer.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
