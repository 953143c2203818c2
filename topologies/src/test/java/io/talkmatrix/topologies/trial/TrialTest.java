package io.talkmatrix.topologies.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.testkit.trial.Pace;
import io.talkmatrix.testkit.trial.Trial;
import io.talkmatrix.testkit.trial.TrialFindings;
import io.talkmatrix.testkit.trial.TrialWorker;
import io.talkmatrix.topologies.conductor.ConductorApp;
import io.talkmatrix.topologies.conductor.ConductorSettings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many rooms at once through the real conductor, runtime and playout; only what the engines compute is scripted. */
class TrialTest {

    private static final System.Logger LOG = System.getLogger(TrialTest.class.getName());
    private static final int INTERRUPTED_ROOMS = 8;
    private static final int INTERRUPTS = 25;
    private static final int UNTOUCHED_ROOMS = 2;
    private static final int UNTOUCHED_TURNS = 12;
    private static final int SLOWEST_MILLIS = 40;
    private static final List<String> STAGES = List.of("reply", "tts", "face");

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private static ConductorApp conductor;

    @BeforeAll
    static void start() throws InterruptedException {
        conductor = ConductorApp.start(
                Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()),
                KAFKA.registry(),
                ConductorSettings.defaults(),
                KAFKA.folder("conductor"),
                KafkaFixture.DEADLINE);
    }

    @AfterAll
    static void stop() {
        conductor.close();
    }

    @Test
    void afterEachConfirmedCutNothingStaleLeavesASinkAndOtherRoomsAreUntouched() throws Exception {
        List<Trial.Plan> plans =
                new ArrayList<>(Collections.nCopies(UNTOUCHED_ROOMS, new Trial.Plan(0, UNTOUCHED_TURNS)));
        Trial.Outcome alone;
        Trial.Outcome among;
        List<TrialWorker> workers = new ArrayList<>();
        try {
            for (String stage : STAGES) {
                workers.add(TrialWorker.start(stage, KAFKA, Pace.upTo(SLOWEST_MILLIS)));
            }
            for (TrialWorker worker : workers) {
                worker.awaitReady();
            }
            alone = new Trial(KAFKA, "alone", 4, 1).run(plans);
            plans.addAll(Collections.nCopies(INTERRUPTED_ROOMS, new Trial.Plan(INTERRUPTS, 1)));
            among = new Trial(KAFKA, "among", 4, 2).run(plans);
        } finally {
            close(workers);
        }

        TrialFindings found = among.findings();
        LOG.log(
                Level.INFO,
                "{0} interrupts, {1} confirmed cuts, {2} late units, {3} stale",
                Integer.toString(among.interrupted()),
                Long.toString(found.sinkCuts()),
                Long.toString(found.late()),
                Long.toString(found.stale()));
        assertThat(among.interrupted()).isEqualTo(INTERRUPTED_ROOMS * INTERRUPTS);
        assertThat(found.sinkCuts()).isGreaterThanOrEqualTo(INTERRUPTED_ROOMS * INTERRUPTS * 3 / 4);
        assertThat(found.late()).as("units that came after a cut").isPositive();
        assertThat(found.stale()).as("stale samples and frames").isZero();
        assertThat(found.crossed()).as("of another room").isZero();
        assertThat(among.outcomes().values()).containsOnly("COMPLETED");
        assertThat(alone.findings().complete()).hasSize(UNTOUCHED_ROOMS * UNTOUCHED_TURNS);
        assertThat(found.complete()).containsAllEntriesOf(alone.findings().complete());
    }

    @Test
    void sixtyFourRoomsOfTwentyTurnsCrossNothingAndKeepTheirOrder() throws Exception {
        List<StageRunner<?>> runners = new ArrayList<>();
        Trial.Outcome outcome;
        try {
            for (String stage : STAGES) {
                runners.add(TrialWorker.runner(stage, Pace.AT_ONCE, KAFKA.context()));
            }
            runners.forEach(StageRunner::start);
            outcome = new Trial(KAFKA, "many", 50, 3).run(Collections.nCopies(64, new Trial.Plan(0, 20)));
        } finally {
            runners.forEach(StageRunner::close);
        }

        assertThat(outcome.outcomes()).hasSize(64 * 20);
        assertThat(outcome.outcomes().values()).containsOnly("COMPLETED");
        assertThat(outcome.findings().complete()).hasSize(64 * 20);
        assertThat(outcome.findings().crossed()).isZero();
        assertThat(outcome.findings().stale()).isZero();
        assertThat(outcome.findings().disordered()).isZero();
        assertThat(outcome.findings().missingFrames()).isZero();
    }

    @Test
    void aBrokerRestartedMidTurnEndsTheTurnInOrderAndTheRoomWorksAgainWithinTenSeconds() throws Exception {
        List<StageRunner<?>> runners = new ArrayList<>();
        try (Trial.Conversation room = new Trial(KAFKA, "restarted", 0.5, 4).converse()) {
            for (String stage : STAGES) {
                runners.add(TrialWorker.runner(stage, Pace.upTo(400), KAFKA.context()));
            }
            runners.forEach(StageRunner::start);
            String before = room.ask();
            room.awaitPlayed(before, 4_800);

            KAFKA.restartBroker();
            long up = System.nanoTime();
            String outcome = room.awaitEnd(before);
            String after = room.ask();
            room.awaitPlayed(after, 1);
            Duration worksAgain = Duration.ofNanos(System.nanoTime() - up);

            LOG.log(Level.INFO, "the turn ended as {0}, the room worked again after {1}", outcome, worksAgain);
            assertThat(outcome).matches("COMPLETED|FAILED\\(.+\\)");
            assertThat(worksAgain).isLessThan(Duration.ofSeconds(10));
            assertThat(room.awaitEnd(after)).isEqualTo("COMPLETED");
        } finally {
            runners.forEach(StageRunner::close);
        }
    }

    private static void close(List<TrialWorker> workers) throws IOException {
        for (TrialWorker worker : workers) {
            worker.close();
        }
    }
}
