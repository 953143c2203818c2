package io.talkmatrix.topologies.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.RoomHistory.Exchange;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.topologies.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryTest {

    private final Script script = new Script("room");
    private HistoryState state = HistoryState.empty();
    private RoomHistory latest = RoomHistory.empty("room");
    private int published;

    @Test
    void completedTurnIsToldInFull() {
        happens(script.asked("a", "What is it?"));
        happens(script.says("a", 0, "A watch,"));
        happens(script.says("a", 1, "waterproof."));
        assertThat(published).isZero();
        happens(script.ended("a", "COMPLETED", 70));

        assertThat(latest.exchanges())
                .containsExactly(new Exchange("a", "What is it?", "A watch, waterproof.", "en", false, 70));
    }

    @Test
    void cutTurnIsToldAsFarAsItWasPlayed() {
        tellCut("a", 36_000);

        assertThat(latest.exchanges()).containsExactly(new Exchange("a", "What?", "One two. three", "en", true, 70));
    }

    @Test
    void turnCutBeforeItsFirstSoundHasAnEmptyAnswer() {
        tellCut("a", 0);

        assertThat(latest.exchanges()).extracting(Exchange::answer).containsExactly("");
    }

    @Test
    void sinkThatConfirmsTheCutMakesTheAnswerExact() {
        tellCut("a", 36_000);
        happens(script.event("live", "a", Milestone.SINK_CUT, -1, 42_000, "", Map.of(), 90));

        assertThat(latest.exchanges()).extracting(Exchange::answer).containsExactly("One two. three four");
    }

    @Test
    void sinkThatClaimsMoreThanItCanHavePlayedSinceIsNotBelieved() {
        tellCut("a", 24_000);
        happens(script.event("recorder", "a", Milestone.SINK_CUT, -1, 36_001, "", Map.of(), 90));

        assertThat(latest.exchanges()).extracting(Exchange::answer).containsExactly("One two.");
    }

    @Test
    void questionsThatWereMergedAreToldAsOne() {
        happens(script.asked("a", "How much is it"));
        happens(script.decided("a", Milestone.CUT, 0, "MERGED b", 60));
        happens(script.ended("a", "INTERRUPTED", 60));
        happens(script.decided("b", Milestone.STARTED, -1, "MERGES a", 60));
        happens(script.asked("b", "with shipping?"));
        happens(script.says("b", 0, "Nine."));
        happens(script.ended("b", "COMPLETED", 80));

        assertThat(latest.exchanges())
                .containsExactly(new Exchange("b", "How much is it with shipping?", "Nine.", "en", false, 80));
    }

    @Test
    void questionCutByItsOwnContinuationIsTakenBackOnceThatIsOpened() {
        happens(script.asked("a", "How much is it"));
        happens(script.decided("a", Milestone.CUT, 0, "words recognized", 60));
        happens(script.ended("a", "INTERRUPTED", 60));
        assertThat(latest.exchanges()).extracting(Exchange::turn).containsExactly("a");
        happens(script.decided("b", Milestone.STARTED, -1, "MERGES a", 60));
        assertThat(latest.exchanges()).isEmpty();
        happens(script.asked("b", "with shipping?"));
        happens(script.ended("b", "COMPLETED", 80));

        assertThat(latest.exchanges()).extracting(Exchange::question).containsExactly("How much is it with shipping?");
    }

    @Test
    void historyHoldsTheLatestTwenty() {
        for (int i = 0; i < 50; i++) {
            happens(script.asked("t" + i, "q" + i));
            happens(script.says("t" + i, 0, "a" + i));
            happens(script.ended("t" + i, "COMPLETED", i));
        }

        assertThat(latest.exchanges()).hasSize(RoomHistory.MOST);
        assertThat(latest.exchanges().get(0).question()).isEqualTo("q30");
        assertThat(latest.exchanges().get(19).answer()).isEqualTo("a49");
    }

    @Test
    void turnsThatNeverEndAndEndlessAnswersTakeBoundedMemory() {
        for (int i = 0; i < 500; i++) {
            happens(script.asked("t" + i, "q".repeat(10_000)));
            for (int segment = 0; segment < 300; segment += 37) {
                happens(script.says("t" + i, segment, "word ".repeat(1_000)));
            }
        }

        assertThat(state.tellings()).hasSize(History.TELLINGS_KEPT);
        assertThat(state.tellings()).allSatisfy(telling -> {
            assertThat(telling.question()).hasSize(Telling.MOST_UNITS);
            assertThat(telling.clauses()).hasSizeLessThanOrEqualTo(Telling.MOST_CLAUSES);
            assertThat(telling.answer()).hasSizeLessThanOrEqualTo(Telling.MOST_UNITS);
        });
    }

    @Test
    void nothingOfWhatATurnThatWasForgottenSaysIsToldAgain() {
        for (int i = 0; i < 15; i++) {
            happens(script.asked("t" + i, "q"));
            happens(script.ended("t" + i, "COMPLETED", i));
        }
        RoomHistory before = latest;
        happens(script.asked("t0", "again"));
        happens(script.ended("t0", "COMPLETED", 99));

        assertThat(latest).isEqualTo(before);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Topics are read side by side: between them any order is possible, and records may come twice. */
    @ParameterizedTest
    @MethodSource("seeds")
    void orderBetweenTopicsAndRepeatsMakeNoDifference(long seed) {
        List<List<Event>> topics = List.of(
                List.of(script.asked("a", "first"), script.asked("b", "second")),
                List.of(
                        script.says("a", 0, "One two."),
                        script.says("a", 1, "three four five"),
                        script.says("b", 0, "Yes.")),
                List.of(
                        script.spoken("a", 0, 24_000),
                        script.spoken("a", 1, 48_000),
                        script.decided("a", Milestone.CUT, 36_000, "operator", 60),
                        script.ended("a", "INTERRUPTED", 60),
                        script.event("live", "a", Milestone.SINK_CUT, -1, 42_000, "", Map.of(), 65),
                        script.ended("b", "COMPLETED", 80)));
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>();
        for (int topic = 0; topic < topics.size(); topic++) {
            order.addAll(Collections.nCopies(topics.get(topic).size(), topic));
        }
        Collections.shuffle(order, random);
        int[] next = new int[topics.size()];
        List<Event> seen = new ArrayList<>();
        for (int topic : order) {
            Event event = topics.get(topic).get(next[topic]++);
            happens(event);
            seen.add(event);
            if (random.nextInt(4) == 0) {
                happens(seen.get(random.nextInt(seen.size())));
            }
        }

        assertThat(latest.exchanges())
                .containsExactly(
                        new Exchange("a", "first", "One two. three four", "en", true, 60),
                        new Exchange("b", "second", "Yes.", "en", false, 80));
    }

    @Test
    void stateSurvivesItsBytes() {
        tellCut("a", 36_000);
        happens(script.asked("b", "还有吗？"));
        happens(script.says("b", 3, "有。"));
        try (HistoryStateSerde serde = new HistoryStateSerde()) {
            byte[] bytes = serde.serializer().serialize("store", state);

            assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(state);
        }
    }

    private void tellCut(String turn, long playedSamples) {
        happens(script.asked(turn, "What?"));
        happens(script.says(turn, 0, "One two."));
        happens(script.spoken(turn, 0, 24_000));
        happens(script.says(turn, 1, "three four five"));
        happens(script.spoken(turn, 1, 48_000));
        happens(script.decided(turn, Milestone.CUT, playedSamples, "operator", 70));
        happens(script.ended(turn, "INTERRUPTED", 70));
    }

    private void happens(Event event) {
        History.Change change = History.on(state, event);
        state = change.state();
        change.history().ifPresent(history -> {
            latest = history;
            published++;
        });
    }
}
