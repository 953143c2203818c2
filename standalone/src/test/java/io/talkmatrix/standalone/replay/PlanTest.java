package io.talkmatrix.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.standalone.replay.Plan.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PlanTest {

    private long now;

    @Test
    void atFullSpeedATurnIsFedBeforeTheOneBeforeItEnds() {
        Plan plan = plan("start 1", "feed 1", "feed 1", "end 1", "start 2", "feed 2", "feed 2", "end 2");
        assertThat(told(plan.ahead()))
                .containsExactly("start 1", "feed 1", "feed 1", "feed 2", "feed 2", "end 1", "start 2", "end 2");
        assertThat(plan.ahead().firstMillis()).isEqualTo(plan.firstMillis());
        assertThat(plan.ahead().spanMillis()).isEqualTo(plan.spanMillis());
    }

    @Test
    void oneTurnAheadIsEnoughAndTheOrderOfTheWordsStays() {
        Plan plan = plan("start 1", "feed 1", "cut 1", "start 2", "feed 2", "end 2", "start 3", "feed 3", "end 3");
        assertThat(told(plan.ahead()))
                .containsExactly(
                        "start 1", "feed 1", "feed 2", "cut 1", "start 2", "feed 3", "end 2", "start 3", "end 3");
    }

    @Test
    void whatWasPausedBetweenTwoTurnsKeepsThemApart() {
        Plan plan = plan("start 1", "feed 1", "end 1", "pause 2", "feed 2", "end 2");
        assertThat(told(plan.ahead())).containsExactlyElementsOf(told(plan));
    }

    private Plan plan(String... steps) {
        return new Plan(Arrays.stream(steps).map(this::step).toList());
    }

    private Step step(String text) {
        String[] words = text.split(" ");
        now += 100;
        UnitId id = new UnitId("room", words[1], 0, 0, 0);
        if (words[0].equals("feed")) {
            return new Step.Feed(now, Stand.segment(id, "Hello", false));
        }
        Control.Kind kind = Control.Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
        return new Step.Say(now, new Control("room", words[1], 0, "", kind, "", 0, now));
    }

    private static List<String> told(Plan plan) {
        return plan.steps().stream().map(PlanTest::told).toList();
    }

    private static String told(Step step) {
        if (step instanceof Step.Feed feed) {
            return "feed " + Plan.turn(feed.event());
        }
        Control control = ((Step.Say) step).control();
        return control.kind().name().toLowerCase(Locale.ROOT) + " " + control.turn();
    }
}
