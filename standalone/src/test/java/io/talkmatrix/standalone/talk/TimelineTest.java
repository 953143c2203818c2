package io.talkmatrix.standalone.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final Timeline timeline = new Timeline();

    @Test
    void countsFromTheEndOfSpeech() {
        timeline.add(event(Milestone.SPEECH_END, 1000));
        timeline.add(event(Milestone.FIRST_AUDIO, 1750));
        assertThat(timeline.millis(Milestone.FIRST_AUDIO)).hasValue(750);
        assertThat(timeline.named()).containsExactly(Map.entry("firstAudio", 750L));
    }

    @Test
    void countsFromWhereItIsToldInstead() {
        timeline.add(event(Milestone.SPEECH_END, 1000));
        timeline.zeroAt(1500);
        timeline.add(event(Milestone.FIRST_CLAUSE, 1600));
        assertThat(timeline.millis(Milestone.FIRST_CLAUSE)).hasValue(100);
    }

    @Test
    void theFirstOfEachMilestoneCounts() {
        timeline.zeroAt(0);
        timeline.add(event(Milestone.FIRST_FRAME, 10));
        timeline.add(event(Milestone.FIRST_FRAME, 20));
        assertThat(timeline.millis(Milestone.FIRST_FRAME)).hasValue(10);
    }

    @Test
    void saysNothingBeforeItKnowsWhenItBegan() {
        timeline.add(event(Milestone.FIRST_FRAME, 10));
        assertThat(timeline.named()).isEmpty();
    }

    private static TurnEvent event(Milestone milestone, long at) {
        return new TurnEvent("room", "turn", 0, "test", milestone, -1, -1, "", "", "", "", Map.of(), at);
    }
}
