package io.talkmatrix.chaos;

import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A voice stage with more to do than one process can: a second process joins, then is told to leave. Nothing else runs; the
 * clauses are written directly.
 */
final class Scaling {

    /** Two rooms at once, so that a process has a limit of its own. */
    static final int THREADS = 2;

    static final int PACE_MILLIS = 50;

    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final int CLAUSES = 300;

    private final KafkaFixture kafka;
    private final Map<String, Integer> rooms;

    Scaling(KafkaFixture kafka, Map<String, Integer> rooms) {
        this.kafka = kafka;
        this.rooms = rooms;
    }

    /** Runs it. The workers are closed. @return figures by name */
    Map<String, Double> run(Victim first, Victim second) throws IOException, InterruptedException {
        try (first;
                second;
                VoiceWatch watch = new VoiceWatch(kafka.connection(), kafka.partitions())) {
            first.start();
            first.awaitReady(READY);
            rooms.forEach(this::write);
            TimeUnit.SECONDS.sleep(1);
            double alone = rate(watch);

            second.start();
            second.awaitReady(READY);
            long joined = second.joinedMillis();
            int half = kafka.partitions() / 2;
            long taken = watch.awaitTakeovers(joined, half, READY);
            double together = rate(watch);

            long told = System.currentTimeMillis();
            second.terminate();
            long back = watch.awaitTakeovers(told, half, READY);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("scaleOutMillis", (double) (taken - joined));
            figures.put("scaleOutPartitions", (double) half);
            figures.put("chunksPerSecondOne", alone);
            figures.put("chunksPerSecondTwo", together);
            figures.put("throughputRatio", together / alone);
            figures.put("leaveTakeoverMillis", (double) (back - told));
            return figures;
        }
    }

    private static double rate(VoiceWatch watch) throws InterruptedException {
        long from = System.currentTimeMillis();
        TimeUnit.MILLISECONDS.sleep(MEASURED.toMillis());
        long to = System.currentTimeMillis();
        TimeUnit.MILLISECONDS.sleep(300); // what was written by then is read by now
        return watch.chunks(from, to) * 1000.0 / (to - from);
    }

    private void write(String room, int number) {
        for (int turn = 0; turn < CLAUSES; turn++) {
            UnitId id = new UnitId(room, TurnIds.of(System.currentTimeMillis(), room, "scaling", turn), 0, 0, 0);
            kafka.send(
                    Topics.TEXT_REPLY,
                    new ReplySegment(
                            id,
                            number + " " + turn + " 0",
                            "en",
                            Emotion.NEUTRAL,
                            0,
                            ReplySegment.Source.ANSWER,
                            "",
                            true,
                            ""));
        }
    }
}
