package io.talkmatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Directions.Act;
import io.talkmatrix.stage.Directions.Mood;
import io.talkmatrix.stage.Emotion;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectionTableTest {

    private final DirectionTable table = new DirectionTable();

    @Test
    void theLatestFeelingAskedForHoldsUntilItIsGivenBack() {
        ask("1", Command.Kind.ACT, Map.of("emotion", "happy", "intensity", "0.5"));
        ask("2", Command.Kind.ACT, Map.of("emotion", "SAD"));
        assertThat(table.of("r").mood()).contains(new Mood(Emotion.SAD, 1));
        ask("3", Command.Kind.ACT, Map.of("emotion", "auto"));
        assertThat(table.of("r").mood()).isEmpty();
    }

    @Test
    void actsAreHandedOutInOrderToWhoeverHasNotSeenThem() {
        ask("1", Command.Kind.ACT, Map.of("clip", "nod"));
        ask("2", Command.Kind.ACT, Map.of("clip", "wink", "strength", "-1"));
        assertThat(table.of("r").acts(0)).extracting(Act::clip).containsExactly("nod", "wink");
        assertThat(table.of("r").acts(1)).containsExactly(new Act(2, "wink", -1, 7));
        assertThat(table.of("r").acts(2)).isEmpty();
        assertThat(table.of("other").acts(0)).isEmpty();
    }

    @Test
    void aRepeatedCommandIsDoneOnce() {
        ask("1", Command.Kind.ACT, Map.of("clip", "nod"));
        ask("1", Command.Kind.ACT, Map.of("clip", "nod"));
        assertThat(table.of("r").acts(0)).hasSize(1);
    }

    @Test
    void onlyTheLatestActsAreKept() {
        for (int i = 0; i < 100; i++) {
            ask("id" + i, Command.Kind.ACT, Map.of("clip", "c" + i));
        }
        assertThat(table.of("r").acts(0)).hasSize(16);
        assertThat(table.of("r").acts(99)).extracting(Act::clip).containsExactly("c99");
    }

    @Test
    void whatCannotBeUnderstoodAndWhatIsNoActChangesNothing() {
        ask("1", Command.Kind.ACT, Map.of("emotion", "hungry", "clip", "nod"));
        ask("2", Command.Kind.ACT, Map.of("emotion", "happy", "intensity", "2"));
        ask("3", Command.Kind.ACT, Map.of("clip", "nod", "strength", "x"));
        ask("4", Command.Kind.PAUSE, Map.of("emotion", "happy"));
        assertThat(table.of("r").mood()).isEmpty();
        assertThat(table.of("r").acts(0)).isEmpty();
    }

    @Test
    void aRoomThatIsGoneIsForgotten() {
        ask("1", Command.Kind.ACT, Map.of("emotion", "happy"));
        table.remove("r");
        assertThat(table.of("r").mood()).isEmpty();
    }

    private void ask(String id, Command.Kind kind, Map<String, String> arguments) {
        table.apply(new Command("r", id, kind, "", arguments, "test", "", 7));
    }
}
