package io.talkmatrix.testkit.trial;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.KafkaFixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Many rooms asked one question after the other, some of them interrupted at moments chosen at random. Conductor and
 * stages are the caller's and run already.
 *
 * @param kafka where they run
 * @param name of the rooms, before their number; no other trial of the process may have it
 * @param speed see {@link TrialSink}
 * @param seed of the moments
 */
public record Trial(KafkaFixture kafka, String name, double speed, long seed) {

    private static final long MOST_SECONDS = 240;
    private static final double AT_ONCE = 0.1;

    /**
     * What happened.
     *
     * @param interrupted turns that ended as INTERRUPTED
     * @param outcomes of all other turns, by room and turn
     * @param findings of the sink
     */
    public record Outcome(int interrupted, Map<String, String> outcomes, TrialFindings findings) {}

    /** What is done in one room. @param interrupts of it, or 0 for a room that is left alone for so many {@code turns} */
    public record Plan(int interrupts, int turns) {}

    private record RoomOutcome(int interrupted, Map<String, String> outcomes) {}

    /** Runs all rooms side by side; room numbers are the places of the plans. */
    public Outcome run(List<Plan> plans) throws InterruptedException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int number = 0; number < plans.size(); number++) {
            numbers.put(name + "-" + number, number);
        }
        numbers.keySet().forEach(room -> kafka.send(Topics.ROOMS, described(room)));
        ExecutorService drivers = Executors.newFixedThreadPool(plans.size());
        try (TrialSink sink = new TrialSink(kafka, numbers, speed)) {
            List<Future<RoomOutcome>> running = new ArrayList<>();
            numbers.forEach(
                    (room, number) -> running.add(drivers.submit(drive(sink, room, number, plans.get(number)))));
            int interrupted = 0;
            Map<String, String> outcomes = new LinkedHashMap<>();
            for (Future<RoomOutcome> room : running) {
                RoomOutcome of = room.get(MOST_SECONDS, TimeUnit.SECONDS);
                interrupted += of.interrupted;
                outcomes.putAll(of.outcomes);
            }
            return new Outcome(interrupted, outcomes, sink.stop());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the trial did not come to its end: " + e.getMessage(), e);
        } finally {
            drivers.shutdownNow();
        }
    }

    /** One room, asked as the caller pleases. */
    public Conversation converse() {
        String room = name + "-0";
        kafka.send(Topics.ROOMS, described(room));
        return new Conversation(room, new TrialSink(kafka, Map.of(room, 0), speed));
    }

    /** A room and its sink. For one thread. */
    public final class Conversation implements AutoCloseable {

        private final String room;
        private final TrialSink sink;
        private int turn;

        private Conversation(String room, TrialSink sink) {
            this.room = room;
            this.sink = sink;
        }

        public String room() {
            return room;
        }

        /** @return id of the turn */
        public String ask() {
            return Trial.this.ask(sink, room, 0, turn++);
        }

        /** Waits until so much of the turn was let out, or it ended. */
        public void awaitPlayed(String id, long samples) throws InterruptedException {
            sink.awaitPlayed(id, samples);
        }

        /** Waits for the end of the turn. @return its outcome */
        public String awaitEnd(String id) throws InterruptedException {
            return sink.awaitEnd(id);
        }

        @Override
        public void close() {
            sink.close();
        }
    }

    private Callable<RoomOutcome> drive(TrialSink sink, String room, int number, Plan plan) {
        return () -> {
            Random random = new Random(seed * 1_000 + number);
            Map<String, String> outcomes = new LinkedHashMap<>();
            int interrupted = 0;
            int turn = 0;
            for (; interrupted < plan.interrupts && turn < plan.interrupts * 4; turn++) {
                String id = ask(sink, room, number, turn);
                if (random.nextDouble() >= AT_ONCE) {
                    sink.awaitPlayed(id, 1 + (long) (random.nextDouble() * 0.8 * TrialStages.TURN_SAMPLES));
                }
                interrupt(room, id, turn);
                String outcome = sink.awaitEnd(id);
                if (outcome.equals("INTERRUPTED")) {
                    interrupted++;
                } else {
                    outcomes.put(room + "/" + turn, outcome);
                }
            }
            for (int last = turn + Math.max(1, plan.turns); turn < last; turn++) {
                outcomes.put(room + "/" + turn, sink.awaitEnd(ask(sink, room, number, turn)));
            }
            return new RoomOutcome(interrupted, outcomes);
        };
    }

    private String ask(TrialSink sink, String room, int number, int turn) {
        long now = System.currentTimeMillis();
        UnitId id = new UnitId(
                room,
                TurnIds.of(now, room, name, turn),
                kafka.tables().control().turns(room).generation(),
                0,
                0);
        sink.expect(id.turn(), turn);
        kafka.send(Topics.TURN_EVENTS, TrialStages.milestone(id, "api", Milestone.OPENED, -1));
        kafka.send(
                Topics.TEXT_ASR,
                new Utterance(
                        id,
                        new Payload(number, turn, 0).words(),
                        true,
                        "en",
                        Utterance.Source.TYPED,
                        "",
                        now,
                        now,
                        0,
                        ""));
        return id.turn();
    }

    private void interrupt(String room, String id, int turn) {
        kafka.send(
                Topics.ROOM_COMMANDS,
                new Command(
                        room,
                        room + "-" + turn,
                        Command.Kind.INTERRUPT,
                        id,
                        Map.of(),
                        TrialSink.NAME,
                        "trial",
                        System.currentTimeMillis()));
    }

    private static Room described(String room) {
        return Room.of(room).toBuilder()
                .language("en")
                .clockSink(TrialSink.NAME)
                .updatedAtMillis(System.currentTimeMillis())
                .build();
    }
}
