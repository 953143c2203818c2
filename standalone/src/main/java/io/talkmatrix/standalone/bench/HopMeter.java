package io.talkmatrix.standalone.bench;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.standalone.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The five hops of a turn's first records, as the readers themselves measured them: each stage writes on its milestones
 * how long its input was on its way ({@code brokerMillis}) and how long it then waited ({@code queueMillis}). The last
 * hop, to a sink, is measured by following {@code video.frames}.
 */
final class HopMeter implements AutoCloseable {

    /** The topics in the order of the flow, and which stage reads each. */
    private static final Map<String, String> READERS = readers();

    private static final String SINK = "sink";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final int MOST = 100_000;

    private final EventTail<TurnEvent> events;
    private final EventTail<FrameGroup> frames;
    private final Thread thread;
    private final Map<String, List<Double>> broker = new LinkedHashMap<>();
    private final Map<String, List<Double>> queue = new LinkedHashMap<>();
    private final List<Double> toSink = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private volatile boolean open = true;
    private RuntimeException failure;

    /** Measures what is written from now on. */
    HopMeter(Stack stack) {
        events = stack.tailOfAll(Topics.TURN_EVENTS).fromEnd();
        frames = stack.tailOfAll(Topics.VIDEO_FRAMES).fromEnd();
        thread = new Thread(this::follow, "hops-sink");
        thread.setDaemon(true);
        thread.start();
    }

    private static Map<String, String> readers() {
        Map<String, String> readers = new LinkedHashMap<>();
        readers.put(Topics.AUDIO_IN.name(), "asr");
        readers.put(Topics.TEXT_ASR.name(), "reply");
        readers.put(Topics.TEXT_REPLY.name(), "tts");
        readers.put(Topics.AUDIO_TTS.name(), "face");
        readers.put(Topics.VIDEO_FRAMES.name(), SINK);
        return readers;
    }

    /**
     * Milliseconds by topic, of the topics that had records.
     *
     * @param broker from sending to a reader's having the record decoded
     * @param queue from there to its handling; the sink has none
     */
    record Hops(Map<String, List<Double>> broker, Map<String, List<Double>> queue) {}

    /** Stops measuring and reads what the stages wrote. */
    Hops hops() throws InterruptedException {
        open = false;
        frames.wakeup();
        thread.join(JOIN_MILLIS);
        if (thread.isAlive()) {
            throw new IllegalStateException(thread.getName() + " did not stop within " + JOIN_MILLIS + " ms");
        }
        if (failure != null) {
            throw new IllegalStateException("video.frames could not be followed: " + failure.getMessage(), failure);
        }
        Map<String, String> topics = new LinkedHashMap<>();
        READERS.forEach((topic, reader) -> topics.put(reader, topic));
        READERS.keySet().forEach(topic -> {
            broker.put(topic, new ArrayList<>());
            queue.put(topic, new ArrayList<>());
        });
        Set<String> firsts = new HashSet<>();
        for (Received<TurnEvent> received : events.readToEnd(READ)) {
            TurnEvent event = received.event();
            String topic = topics.get(event.stage());
            Double brokerMillis = event.figures().get("brokerMillis");
            if (topic != null && brokerMillis != null && firsts.add(event.stage() + event.turn())) {
                broker.get(topic).add(brokerMillis);
                queue.get(topic).add(event.figures().getOrDefault("queueMillis", 0.0));
            }
        }
        broker.get(Topics.VIDEO_FRAMES.name()).addAll(toSink);
        broker.values().removeIf(List::isEmpty);
        queue.values().removeIf(List::isEmpty);
        return new Hops(broker, queue);
    }

    private void follow() {
        try (frames) {
            while (open && toSink.size() < MOST) {
                for (Received<FrameGroup> received : frames.poll(POLL)) {
                    if (seen.add(received.event().id().turn())) {
                        toSink.add(received.brokerMillis());
                    }
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public void close() {
        open = false;
        frames.wakeup();
        events.close();
    }
}
