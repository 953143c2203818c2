package io.talkmatrix.media.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Control.Kind;
import io.talkmatrix.stage.SpeechChunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivePlayoutTest {

    private static final int SECOND = SpeechChunk.SAMPLE_RATE_HZ;

    private final LiveScript live = new LiveScript();

    @Test
    void theStreamRunsOnWhateverHappens() {
        live.run(100);
        live.start("turn", 0);
        live.run(100);
        live.voice("turn", 0, 0, 4800, false);
        live.run(1000);
        assertThat(live.playout.position()).isEqualTo(1200 * 24);
    }

    @Test
    void theFirstSampleLeavesWithTheTickThatFollowsIt() {
        live.run(200);
        live.start("turn", 0);
        live.voice("turn", 0, 0, SECOND, true);
        Step step = live.tick(20);
        assertThat(step.notices()).contains(new Notice.Started("turn", 0, 200 * 24));
        assertThat(step.voice()).containsExactly(new Step.Voice(200 * 24, "turn", 0, 0, 480));
    }

    @Test
    void unitsThatComeBeforeTheirStartAreKept() {
        live.voice("turn", 0, 0, SECOND, true);
        live.video("turn", 0, 0, 5, false);
        live.run(100);
        assertThat(live.heard).isEmpty();
        live.start("turn", 0);
        live.run(1200);
        assertThat(live.heardOf("turn")).isEqualTo(LiveScript.samples(0, SECOND));
        assertThat(live.seenOf("turn")).hasSize(5);
    }

    @Test
    void aPauseFadesOutWithinTenMillisecondsAndResumesAtTheVerySample() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, 2 * SECOND, true);
        live.run(500);
        live.obey("turn", 0, Kind.PAUSE);
        int begin = live.all.size();
        live.run(300);
        assertThat(live.all.subList(begin + VoiceTrack.FADE_OUT, live.all.size()))
                .containsOnly((short) 0);
        assertThat(live.playout.activity()).isEqualTo(LivePlayout.Activity.PAUSED);
        live.obey("turn", 0, Kind.RESUME);
        live.run(3000);
        assertThat(live.heardOf("turn")).isEqualTo(LiveScript.samples(0, 2 * SECOND));
        assertThat(live.notices).hasAtLeastOneElementOfType(Notice.Paused.class);
        assertThat(live.notices).hasAtLeastOneElementOfType(Notice.Resumed.class);
    }

    @Test
    void aPauseTakenBackBeforeTheNextTickIsNotHeard() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, SECOND, true);
        live.run(100);
        live.obey("turn", 0, Kind.PAUSE);
        live.obey("turn", 0, Kind.RESUME);
        live.run(1000);
        assertThat(live.all.subList(0, SECOND)).isEqualTo(LiveScript.samples(0, SECOND));
    }

    @Test
    void afterACutNothingOfTheTurnLeavesAndThePlaceIsTold() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, 2 * SECOND, false);
        live.video("turn", 0, 0, 50, false);
        live.run(500);
        List<Notice> notices = live.obey("turn", 1, Kind.CUT);
        long played = live.heard.size();
        assertThat(notices).containsExactly(new Notice.Cut("turn", 0, 1, 500 * 24, 0, played));
        live.voice("turn", 0, 2 * SECOND, SECOND, true);
        live.video("turn", 0, 50, 5, true);
        int seen = live.seen.size();
        live.run(1000);
        assertThat(live.heard).hasSize((int) played);
        assertThat(live.seen).hasSize(seen);
        assertThat(live.playout.staleUnits()).isEqualTo(2);
        assertThat(live.firstPictureAfter(500 * 24).decodableAlone()).isTrue();
    }

    @Test
    void aVoiceThatRunsDryIsSilenceCountedAndGoesOnWithoutALostSample() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, 4800, false);
        live.run(500);
        live.voice("turn", 0, 4800, 4800, true);
        live.run(1000);
        assertThat(live.heardOf("turn")).isEqualTo(LiveScript.samples(0, 9600));
        assertThat(live.playout.underruns()).isEqualTo(1);
        assertThat(live.playout.drySamples()).isBetween(250L * 24, 350L * 24);
    }

    @Test
    void theStartIsHeldBackOnlyAfterADrySpellThatHoldingBackWouldHaveSpared() {
        live.start("slow", 0);
        live.voice("slow", 0, 0, 4800, false);
        live.run(1000);
        live.voice("slow", 0, 4800, 4800, true);
        live.run(1000);
        assertThat(live.playout.startDelayMillis()).isZero();
        live.start("tight", 0);
        live.voice("tight", 0, 0, 4800, false);
        live.run(260);
        live.voice("tight", 0, 4800, 4800, true);
        live.run(1000);
        assertThat(live.playout.underruns()).isEqualTo(2);
        assertThat(live.playout.startDelayMillis()).isBetween(1, StartDelay.MOST_MILLIS);
    }

    @Test
    void aMouthThatIsTooLateIsNotShownUntilItHasCaughtUp() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, 2 * SECOND, true);
        live.run(500);
        live.video("turn", 0, 0, 5, false);
        live.run(100);
        assertThat(live.seenOf("turn")).isEmpty();
        live.video("turn", 0, 15, 5, false);
        live.run(40);
        assertThat(live.seenOf("turn")).isNotEmpty();
        assertThat(live.playout.avOffsetMillis(1)).isLessThanOrEqualTo(90);
    }

    @Test
    void anEndThatIsKnownLateIsNoUnderrun() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, 4800, false);
        live.run(400);
        live.voice("turn", 0, 4800, 0, true);
        live.run(100);
        assertThat(live.playout.underruns()).isZero();
        assertThat(live.notices).hasAtLeastOneElementOfType(Notice.Ended.class);
    }

    @Test
    void playingIsReportedAtLeastEveryFifthOfASecondAndAtTheEnd() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, SECOND + 100, true);
        live.run(2000);
        List<Long> reported = live.notices.stream()
                .filter(Notice.Played.class::isInstance)
                .map(notice -> ((Notice.Played) notice).ptsSamples())
                .toList();
        assertThat(reported).isSorted().endsWith((long) SECOND + 100);
        long before = 0;
        for (long pts : reported) {
            assertThat(pts - before).isLessThanOrEqualTo(4800 + 480);
            before = pts;
        }
    }

    @Test
    void aMachineThatSleptGoesOnWithoutABurst() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, 20 * SECOND, true);
        live.run(500);
        Step step = live.tick(3_600_000);
        assertThat(step.samples()).isEqualTo(480);
        assertThat(live.tick(20).samples()).isEqualTo(480);
        assertThat(live.tick(-5_000).samples()).isZero();
        assertThat(live.tick(20).samples()).isEqualTo(480);
        assertThat(live.playout.resyncs()).isEqualTo(2);
    }

    @Test
    void lateVideoShowsTheLastFrameThenTheIdleOneAndNeverDelaysTheVoice() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, 2 * SECOND, true);
        live.video("turn", 0, 0, 5, false);
        live.run(1000);
        assertThat(live.heard).hasSize(live.tickedSamples());
        assertThat(live.seenOf("turn")).hasSize(5);
        live.video("turn", 0, 25, 10, false);
        live.run(200);
        assertThat(live.seenOf("turn").get(5).decodableAlone()).isTrue();
        assertThat(live.playout.missingFrames()).isPositive();
    }

    @Test
    void aFrameThatIsJustLateIsCaughtUpWithWhatItNeeds() {
        live.start("turn", 0);
        live.voice("turn", 0, 0, SECOND, true);
        live.run(100);
        live.video("turn", 0, 0, 5, false);
        live.run(60);
        List<Step.Picture> seen = live.seenOf("turn");
        assertThat(seen.get(0).units()).hasSize(3);
        assertThat(seen.get(1).units()).hasSize(1);
        assertThat(live.playout.avOffsetMillis(1)).isBetween(15.0, 40.0);
    }

    @Test
    void aTurnBeginsFromTheRestPoseAndEndsInIt() {
        live.run(1000);
        live.start("turn", 0);
        live.run(700);
        List<Step.Picture> before =
                new ArrayList<>(live.pictures.subList(live.pictures.size() - 5, live.pictures.size()));
        assertThat(before)
                .allSatisfy(picture -> assertThat(live.isRest(picture)).isTrue());
        live.voice("turn", 0, 0, 4800, true);
        live.video("turn", 0, 0, 5, true);
        live.run(400);
        int last = live.pictures.indexOf(live.seenOf("turn").get(4));
        Step.Picture next = live.pictures.get(last + 1);
        assertThat(next.units().get(0)).isSameAs(live.pack.loop().get(0).data());
        assertThat(next.at() - live.pictures.get(last).at()).isEqualTo(960);
    }

    @Test
    void anotherAvatarIsShownFromTheEndOfTheLoop() {
        AvatarPack other = new AvatarPack("other", 64, 64, 25, live.pack.rest(), live.pack.rest(), java.util.Map.of());
        live.run(1000);
        live.playout.swap(other);
        live.run(900);
        assertThat(live.playout.pack().version()).isEqualTo("test");
        live.run(400);
        assertThat(live.playout.pack().version()).isEqualTo("other");
    }
}
