package io.talkmatrix.chaos;

import io.talkmatrix.schemas.Partitions;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.testkit.trial.TrialSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Rooms that are asked again as soon as a turn ends, one to a partition in turn. Safe for use from any thread. */
final class Crowd implements AutoCloseable {

    /** Much longer than any takeover: what does not end by then is counted as never ended. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(90);

    /** A turn that was accepted. */
    record Accepted(String room, String turn) {}

    private final KafkaFixture kafka;
    private final TrialSink sink;
    private final List<String> questions;
    private final Map<String, Integer> rooms;
    private final Map<String, AtomicLong> ended = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @param questions asked one after the other; none for the scripted stages, which are told what they are to say */
    Crowd(KafkaFixture kafka, Map<String, Integer> rooms, TrialSink sink, List<String> questions) {
        this.kafka = kafka;
        this.rooms = Map.copyOf(rooms);
        this.sink = sink;
        this.questions = List.copyOf(questions);
        rooms.forEach((room, number) -> {
            ended.put(room, new AtomicLong());
            kafka.send(
                    Topics.ROOMS,
                    Room.of(room).toBuilder()
                            .language("en")
                            .clockSink(TrialSink.NAME)
                            .updatedAtMillis(System.currentTimeMillis())
                            .build());
        });
    }

    /** Room names with their numbers, spread evenly over the partitions. */
    static Map<String, Integer> rooms(int count, int partitions) {
        Map<String, Integer> rooms = new LinkedHashMap<>();
        for (int number = 0; number < count; number++) {
            int tried = 0;
            while (Partitions.of(name(number, tried), partitions) != number % partitions) {
                tried++;
            }
            rooms.put(name(number, tried), number);
        }
        return rooms;
    }

    private static String name(int number, int tried) {
        return "chaos-" + number + "-" + tried;
    }

    void start() {
        rooms.forEach((room, number) -> {
            Thread thread = new Thread(() -> talk(room, number), room);
            thread.setDaemon(true);
            threads.add(thread);
        });
        threads.forEach(Thread::start);
    }

    private void talk(String room, int number) {
        try {
            for (int turn = 0; stopping.getCount() > 0; turn++) {
                String id = ask(room, number, turn);
                sink.awaitEnd(id, LONGEST_TURN);
                ended.get(room).incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            troubles.add(room + ": " + e.getMessage());
        }
    }

    private String ask(String room, int number, int turn) {
        long now = System.currentTimeMillis();
        int generation = kafka.tables().control().turns(room).generation();
        UnitId id = new UnitId(room, TurnIds.of(now, room, "chaos", turn), generation, 0, 0);
        sink.expect(id.turn(), turn);
        kafka.send(
                Topics.TURN_EVENTS,
                new TurnEvent(
                        room, id.turn(), generation, "api", Milestone.OPENED, 0, -1, "", "", "", "", Map.of(), now));
        accepted.add(new Accepted(room, id.turn()));
        String words = questions.isEmpty() ? number + " " + turn + " 0" : questions.get(turn % questions.size());
        kafka.send(Topics.TEXT_ASR, new Utterance(id, words, true, "en", Utterance.Source.TYPED, "", now, now, 0, ""));
        return id.turn();
    }

    /** How many turns of each room have ended. */
    Map<String, Long> ended() {
        Map<String, Long> now = new LinkedHashMap<>();
        ended.forEach((room, count) -> now.put(room, count.get()));
        return now;
    }

    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** Rooms that gave up, with why. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** No more is asked; waits for the turns that are open. */
    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        long end = System.nanoTime() + LONGEST_TURN.toNanos() + TimeUnit.SECONDS.toNanos(5);
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }
}
