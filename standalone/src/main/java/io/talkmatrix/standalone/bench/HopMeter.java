package io.talkmatrix.standalone.bench;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.standalone.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reads the five topics beside the stages and notes how long each record was on its way: from its producer's send to a
 * consumer's hands, decoded. What a record then waits for in a busy stage is no part of it. Resolution 1 ms.
 */
final class HopMeter implements AutoCloseable {

    private static final List<Topic<?>> HOPS =
            List.of(Topics.AUDIO_IN, Topics.TEXT_ASR, Topics.TEXT_REPLY, Topics.AUDIO_TTS, Topics.VIDEO_FRAMES);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final int MOST = 100_000;

    private final List<Follower> followers = new ArrayList<>();

    /** Starts following what is written from now on. */
    HopMeter(Stack stack) {
        for (Topic<?> topic : HOPS) {
            Follower follower =
                    new Follower(topic.name(), stack.tailOfAll(topic).fromEnd());
            followers.add(follower);
            follower.thread.start();
        }
    }

    /**
     * Medians by topic in milliseconds, of the topics that had records.
     *
     * @param first of each turn's first record: the way an answer takes to its first sound and picture
     * @param all of all records: those of a clause come in a burst and wait for one another
     */
    record Medians(Map<String, Double> first, Map<String, Double> all) {}

    /** Stops following. */
    Medians medians() throws InterruptedException {
        Map<String, Double> first = new LinkedHashMap<>();
        Map<String, Double> all = new LinkedHashMap<>();
        for (Follower follower : followers) {
            follower.stop();
            if (!follower.millis.isEmpty()) {
                all.put(follower.topic, TalkBench.median(follower.millis));
                first.put(follower.topic, TalkBench.median(follower.firstMillis));
            }
        }
        return new Medians(first, all);
    }

    @Override
    public void close() {
        followers.forEach(follower -> follower.open = false);
    }

    private static final class Follower {

        private final String topic;
        private final EventTail<?> tail;
        private final Thread thread;
        private final List<Double> millis = new ArrayList<>();
        private final List<Double> firstMillis = new ArrayList<>();
        private String turn = "";
        private volatile boolean open = true;
        private RuntimeException failure;

        Follower(String topic, EventTail<?> tail) {
            this.topic = topic;
            this.tail = tail;
            thread = new Thread(this::follow, "hops-" + topic);
            thread.setDaemon(true);
        }

        private void follow() {
            try (tail) {
                while (open && millis.size() < MOST) {
                    List<? extends Received<?>> received = tail.poll(POLL);
                    long now = System.currentTimeMillis();
                    received.forEach(record -> note(record, now));
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        private void note(Received<?> record, long now) {
            double hop = Math.max(0, now - record.timestampMillis());
            millis.add(hop);
            // Audio that comes in at its own pace is a first record each time.
            String of = record.event() instanceof TurnUnit unit ? unit.id().turn() : "";
            if (of.isEmpty() || !of.equals(turn)) {
                turn = of;
                firstMillis.add(hop);
            }
        }

        /** The lists may be read after this. */
        void stop() throws InterruptedException {
            open = false;
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " did not stop within " + JOIN_MILLIS + " ms");
            }
            if (failure != null) {
                throw new IllegalStateException(topic + " could not be followed: " + failure.getMessage(), failure);
            }
        }
    }
}
