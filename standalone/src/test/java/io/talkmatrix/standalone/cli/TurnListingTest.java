package io.talkmatrix.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnListingTest {

    private final TurnListing listing = new TurnListing(ZoneOffset.UTC);

    @Test
    void wordsStandBetweenTheMilestonesTheyBelongTo() {
        listing.add(milestone("t1", "asr", Milestone.OPENED, -1, 1_000, "", Map.of()));
        listing.add(milestone("t1", "reply", Milestone.FIRST_CLAUSE, -1, 1_500, "", Map.of("computeMillis", 12.0)));
        listing.add(milestone("t1", "conductor", Milestone.TURN_ENDED, -1, 9_000, "COMPLETED", Map.of()));
        listing.add(utterance("t1", false, "How long"), 1_100);
        listing.add(utterance("t1", true, "How long?"), 1_200);
        listing.add(segment("t1", "About a week."), 1_600);

        assertThat(String.join("\n", listing.lines()).lines().map(String::strip))
                .containsExactly(
                        "",
                        "turn t1  1970-01-01 00:00:01.000",
                        "+0 ms  asr        OPENED",
                        "+200 ms  speech     asked (en)   \"How long?\"",
                        "+500 ms  reply      FIRST_CLAUSE",
                        "computeMillis 12",
                        "+600 ms  reply      segment 0    \"About a week.\" by ANSWER",
                        "+8000 ms  conductor  TURN_ENDED   COMPLETED");
    }

    @Test
    void playingIsToldOnceForAsLongAsNothingElseHappens() {
        listing.add(milestone("t1", "talk", Milestone.PLAYED, 4_800, 1_000, "", Map.of()));
        listing.add(milestone("t1", "talk", Milestone.PLAYED, 9_600, 1_200, "", Map.of()));
        listing.add(milestone("t1", "face", Milestone.RENDERED, 12_000, 1_250, "", Map.of("rtf", 0.125)));
        listing.add(milestone("t1", "talk", Milestone.PLAYED, 12_000, 1_300, "", Map.of()));

        assertThat(String.join("\n", listing.lines()).lines().skip(2).map(String::strip))
                .containsExactly(
                        "+200 ms  talk       PLAYED       at 0.40 s (2 reports)",
                        "+250 ms  face       RENDERED     at 0.50 s",
                        "rtf 0.13",
                        "+300 ms  talk       PLAYED       at 0.50 s");
    }

    @Test
    void turnsThatOverlapAreToldOneAfterTheOther() {
        listing.add(milestone("t1", "asr", Milestone.OPENED, -1, 1_000, "", Map.of()));
        listing.add(milestone("t2", "asr", Milestone.OPENED, -1, 1_100, "", Map.of()));
        listing.add(milestone("t1", "conductor", Milestone.TURN_ENDED, -1, 1_200, "COMPLETED", Map.of()));

        assertThat(listing.lines().stream().filter(line -> line.startsWith("turn")))
                .hasSize(2);
        assertThat(listing.lines().get(3)).contains("TURN_ENDED");
    }

    private static TurnEvent milestone(
            String turn,
            String stage,
            Milestone milestone,
            long pts,
            long at,
            String detail,
            Map<String, Double> figures) {
        return new TurnEvent("room", turn, 0, stage, milestone, -1, pts, "", "", "", detail, figures, at);
    }

    private static Utterance utterance(String turn, boolean isFinal, String text) {
        return new Utterance(
                new UnitId("room", turn, 0, 0, 0), text, isFinal, "en", Utterance.Source.SPEECH, "", 0, 0, 0, "");
    }

    private static ReplySegment segment(String turn, String text) {
        UnitId id = new UnitId("room", turn, 0, 0, 0);
        return new ReplySegment(id, text, "en", Emotion.NEUTRAL, 0, ReplySegment.Source.ANSWER, "", true, "");
    }
}
