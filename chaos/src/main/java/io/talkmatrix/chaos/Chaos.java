package io.talkmatrix.chaos;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.testkit.trial.TrialFindings;
import io.talkmatrix.testkit.trial.TrialSink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Rooms talk without a pause; one worker after the other is killed with {@code kill -9}, started again a second later as a
 * supervisor would, and left in peace until every room has ended two turns. Broker and registry live in this process.
 */
final class Chaos {

    private static final long CLOSING_MILLIS = 30_000;
    private static final Duration RECOVERED = Duration.ofMinutes(3);
    private static final Duration RESTART = Duration.ofSeconds(1);
    private static final long LOOK_MILLIS = 10;
    private static final List<String> QUESTIONS = List.of(
            "How long does shipping take?",
            "Is there a discount today?",
            "What sizes do you have?",
            "Can I return it if it does not fit?");

    private final Plan plan;
    private final Consumer<String> progress;

    /** @param progress takes lines for a person */
    Chaos(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Report run() throws IOException, InterruptedException {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (plan.scaling() && plan.product().isEmpty()) {
            figures.putAll(scaling());
        }
        try (KafkaFixture kafka = new KafkaFixture(plan.rooms())) {
            kafka.open();
            return kill(kafka, figures);
        }
    }

    private Map<String, Double> scaling() throws IOException, InterruptedException {
        progress.accept("A second voice process joins, and leaves …");
        try (KafkaFixture kafka = new KafkaFixture(plan.rooms())) {
            kafka.open();
            Fleet fleet = new Fleet(plan, kafka);
            return new Scaling(kafka, Crowd.rooms(plan.rooms(), kafka.partitions()))
                    .run(
                            fleet.scripted("tts", 0, Scaling.PACE_MILLIS, Scaling.THREADS),
                            fleet.scripted("tts", 1, Scaling.PACE_MILLIS, Scaling.THREADS));
        }
    }

    private Report kill(KafkaFixture kafka, Map<String, Double> figures) throws IOException, InterruptedException {
        boolean scripted = plan.product().isEmpty();
        List<Victim> victims = new Fleet(plan, kafka).members();
        Map<String, Integer> rooms = Crowd.rooms(plan.rooms(), kafka.partitions());
        TrialSink.Manner manner = scripted ? TrialSink.Manner.LIVE : TrialSink.Manner.LIVE_UNMARKED;
        List<Report.Kill> kills = new ArrayList<>();
        int standstills;
        TrialFindings findings;
        Crowd crowd;
        try (TrialSink sink = new TrialSink(kafka, rooms, 1, manner)) {
            crowd = new Crowd(kafka, rooms, sink, scripted ? List.of() : QUESTIONS);
            try {
                progress.accept("Starting " + victims.size() + " workers …");
                Fleet.start(victims);
                crowd.start();
                Round round = new Round(crowd, sink, rooms.keySet());
                round.recover(1, RECOVERED);
                figures.put("silenceUndisturbedMillis", (double) round.silenceMillis());
                killAll(victims, round, kills);
                standstills = round.standstills();
            } finally {
                crowd.close();
                close(victims);
            }
            findings = sink.stop();
        }
        figures.put("standstills", (double) standstills);
        return report(kafka, crowd, findings, kills, figures);
    }

    /** Stops at the first kill that not every room survives. */
    private void killAll(List<Victim> victims, Round round, List<Report.Kill> kills)
            throws IOException, InterruptedException {
        Random random = new Random(plan.seed());
        for (int number = 1; number <= plan.kills(); number++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt((int) plan.pause().toMillis() + 1));
            Victim victim = victims.get(random.nextInt(victims.size()));
            try {
                kills.add(killed(victim, round));
            } catch (IllegalStateException e) {
                progress.accept(number + "/" + plan.kills() + " " + victim.name() + ": " + e.getMessage());
                return;
            }
            progress.accept(number + "/" + plan.kills() + " " + kills.get(number - 1));
        }
    }

    private static Report.Kill killed(Victim victim, Round round) throws IOException, InterruptedException {
        round.begin();
        long before = System.nanoTime();
        victim.kill();
        round.watchFor(RESTART);
        victim.start();
        Thread waiting = waitFor(victim);
        while (waiting.isAlive()) {
            round.watchFor(Duration.ofMillis(LOOK_MILLIS));
        }
        Fleet.awaitReady(victim);
        long ready = System.nanoTime();
        round.recover(2, RECOVERED);
        return new Report.Kill(
                victim.name(),
                round.silenceMillis(),
                (ready - before) / 1_000_000,
                (System.nanoTime() - before) / 1_000_000);
    }

    /** The rooms are watched meanwhile. */
    private static Thread waitFor(Victim victim) {
        Thread waiting = new Thread(
                () -> {
                    try {
                        Fleet.awaitReady(victim);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IllegalStateException e) {
                        // whoever waits for this thread asks again, and is told
                    }
                },
                "wait-" + victim.name());
        waiting.setDaemon(true);
        waiting.start();
        return waiting;
    }

    private static void close(List<Victim> victims) throws InterruptedException {
        List<Thread> closing = new ArrayList<>();
        for (Victim victim : victims) {
            Thread thread = new Thread(() -> {
                try {
                    victim.close();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            closing.add(thread);
            thread.start();
        }
        for (Thread thread : closing) {
            thread.join(CLOSING_MILLIS);
        }
    }

    private Report report(
            KafkaFixture kafka,
            Crowd crowd,
            TrialFindings findings,
            List<Report.Kill> kills,
            Map<String, Double> figures) {
        Map<String, Integer> ends = new LinkedHashMap<>();
        Map<String, Long> outcomes = new TreeMap<>();
        crowd.accepted().forEach(turn -> ends.put(turn.turn(), 0));
        for (String room : crowd.ended().keySet()) {
            for (TurnEvent event : kafka.read(Topics.TURN_EVENTS, room)) {
                if (event.milestone() == Milestone.TURN_ENDED) {
                    ends.merge(event.turn(), 1, Integer::sum);
                    outcomes.merge(event.detail(), 1L, Long::sum);
                }
            }
        }
        List<Long> silences =
                kills.stream().map(Report.Kill::silenceMillis).sorted().toList();
        figures.put("kills", (double) kills.size());
        figures.put("turnsAccepted", (double) crowd.accepted().size());
        figures.put("turnsEndedOnce", (double)
                ends.values().stream().filter(n -> n == 1).count());
        figures.put("turnsNeverEnded", (double)
                ends.values().stream().filter(n -> n == 0).count());
        figures.put("turnsEndedTwice", (double)
                ends.values().stream().filter(n -> n > 1).count());
        figures.put("roomsThatGaveUp", (double) crowd.troubles().size());
        figures.put("crossedUnits", (double) findings.crossed());
        figures.put("staleUnits", (double) findings.stale());
        figures.put("repeatedUnits", (double) findings.disordered());
        figures.put("missingFrames", (double) findings.missingFrames());
        figures.put("silenceP50Millis", (double) quantile(silences, 0.5));
        figures.put("silenceP90Millis", (double) quantile(silences, 0.9));
        figures.put("silenceMostMillis", (double) quantile(silences, 1));
        crowd.troubles().forEach(progress);
        return new Report(
                "chaos",
                Machine.commit(),
                Machine.device(),
                plan.product().isPresent() ? plan.profile() : "scripted",
                figures,
                kills,
                outcomes);
    }

    private static long quantile(List<Long> sorted, double q) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(q * sorted.size())));
    }
}
