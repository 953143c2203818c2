package io.talkmatrix.topologies.debt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.topologies.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomDebtsTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long SECOND = SpeechChunk.SAMPLE_RATE_HZ;

    private final Script script = new Script("room");
    private RoomDebts debts = RoomDebts.empty();

    @Test
    void aStartedTurnIsOwedAnAnswerOfTheUsualLengthUntilItsFirstClause() {
        happens(started("a", T0));
        assertThat(owed(DebtStage.REPLY)).isEqualTo(new Owed(6, T0, 1));

        happens(script.says("a", 0, "今天八点开始。"));

        assertThat(owed(DebtStage.REPLY)).isEqualTo(Owed.NOTHING);
    }

    @Test
    void theUsualLengthFollowsTheAnswersThatWereGiven() {
        happens(script.decided("a", Milestone.SPOKEN, 16 * SECOND, "", T0), started("b", T0));

        assertThat(owed(DebtStage.REPLY).seconds()).isEqualTo(8);
    }

    @Test
    void clausesAreOwedByTheVoiceAsLongAsTheyWillBeSaidUntilTheyAreSpoken() {
        happens(started("a", T0));
        debts = debts.on(script.says("a", 0, "今天八点开始。"), T0 + 100);
        debts = debts.on(script.says("a", 1, "See you then!"), T0 + 300);
        assertThat(owed(DebtStage.TTS).seconds()).isCloseTo(6 * .22 + 10 * .07, within(1e-9));
        assertThat(owed(DebtStage.TTS).sinceMillis()).isEqualTo(T0 + 100);

        happens(script.spoken("a", 0, 2 * SECOND));

        assertThat(owed(DebtStage.TTS).seconds()).isCloseTo(.7, within(1e-9));
        assertThat(owed(DebtStage.TTS).sinceMillis()).isEqualTo(T0 + 300);
    }

    @Test
    void speechIsOwedByTheFaceUntilItsSegmentIsDrawn() {
        happens(
                started("a", T0),
                spoken("a", 0, 2 * SECOND, T0 + 1_000),
                spoken("a", 1, 5 * SECOND, T0 + 2_000),
                drawn("a", 0));

        assertThat(owed(DebtStage.FACE)).isEqualTo(new Owed(3, T0 + 2_000, 1));

        happens(drawn("a", 1));
        assertThat(owed(DebtStage.FACE)).isEqualTo(Owed.NOTHING);
    }

    @Test
    void recordsOfOneSegmentInAnyOrderLeaveNothingOwed() {
        happens(drawn("a", 0), spoken("a", 0, SECOND, T0), script.says("a", 0, "Yes."), started("a", T0));

        assertThat(debts.owed()).isEmpty();
    }

    @Test
    void theEndOfATurnSettlesItForGood() {
        happens(started("a", T0), script.says("a", 0, "Yes."), spoken("b", 0, SECOND, T0));
        happens(script.ended("a", "INTERRUPTED", T0 + 500), script.says("a", 1, "No."), started("a", T0));

        assertThat(debts.owed()).containsOnlyKeys(DebtStage.FACE);
    }

    @Test
    void anEndThatSomebodyElseClaimsSettlesNothing() {
        happens(started("a", T0), script.event("live", "a", Milestone.TURN_ENDED, T0));

        assertThat(debts.owed()).containsOnlyKeys(DebtStage.REPLY);
    }

    @Test
    void stateIsBoundedHoweverMuchIsOwed() {
        for (int turn = 0; turn < 100; turn++) {
            for (int segment = 0; segment < 100; segment++) {
                happens(script.says("t" + turn, segment, "Yes."));
            }
            happens(script.ended("e" + turn, "COMPLETED", T0));
        }

        assertThat(debts.open()).hasSize(RoomDebts.MOST_OPEN);
        assertThat(debts.open()).allSatisfy(turn -> assertThat(turn.clauses()).hasSize(TurnDebt.MOST_PIECES));
        assertThat(debts.ended()).hasSize(RoomDebts.MOST_ENDED);
    }

    @Test
    void bytesOfTheStoreHoldAllOfIt() {
        happens(started("a", T0), script.says("a", 0, "Yes."), script.says("a", 1, "No."));
        happens(spoken("a", 0, SECOND, T0 + 7), script.ended("z", "COMPLETED", T0));
        RoomDebtsSerde serde = new RoomDebtsSerde();

        byte[] bytes = serde.serializer().serialize("", debts);

        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(debts);
    }

    private Event started(String turn, long atMillis) {
        return script.decided(turn, Milestone.STARTED, -1, "", atMillis);
    }

    private Event spoken(String turn, int segment, long endSamples, long atMillis) {
        return script.event("tts", turn, Milestone.SEGMENT_SPOKEN, segment, endSamples, "", Map.of(), atMillis);
    }

    private Event drawn(String turn, int segment) {
        return script.event("face", turn, Milestone.SEGMENT_RENDERED, segment, 0, "", Map.of(), T0);
    }

    private void happens(Event... events) {
        for (Event event : List.of(events)) {
            debts = debts.on(event, T0);
        }
    }

    private Owed owed(DebtStage stage) {
        return debts.owed().getOrDefault(stage, Owed.NOTHING);
    }
}
