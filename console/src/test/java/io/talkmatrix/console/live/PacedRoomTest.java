package io.talkmatrix.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.media.live.BlankPack;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Control.Kind;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedRoomTest {

    private static final LiveSettings SETTINGS = new LiveSettings(Path.of("none"), 4, 3, 200_000, 1_000, 20);

    private final AtomicLong nanos = new AtomicLong();
    private final List<TurnEvent> milestones = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PacedRoom room = new PacedRoom(
            "room",
            LiveRooms.SINK,
            true,
            BlankPack.make(64, 64, 25),
            SETTINGS,
            milestones::add,
            meters,
            Clock.systemUTC(),
            nanos::get);

    @Test
    void aViewerGetsTheFormatAndAPictureThatNeedsNoOtherBeforeAnythingElse() {
        run(1500);
        Watcher viewer = new Watcher(true);
        room.subscribe(viewer);
        assertThat(viewer.texts().get(0))
                .contains("\"type\":\"init\"")
                .contains("avc1.")
                .contains("mp4a.40.2");
        assertThat(viewer.texts().get(1)).contains("\"type\":\"state\"").contains("preparing");
        assertThat(viewer.media().get(0)[0]).isEqualTo(Viewer.INIT);
        assertThat(viewer.media().get(1)[0]).isEqualTo(Viewer.FRAGMENT);
        int before = viewer.media().size();
        run(1000);
        assertThat(viewer.media().size() - before).isBetween(4, 12);
    }

    @Test
    void aTurnIsToldToViewersAndToTheConductor() {
        Watcher viewer = new Watcher(true);
        room.subscribe(viewer);
        run(100);
        speak("turn", 0, 24_000);
        run(1500);
        assertThat(viewer.texts("start")).hasSize(1).first().asString().contains("\"turn\":\"turn\"");
        assertThat(viewer.texts("subtitle")).first().asString().contains("\"text\":\"hello\"");
        assertThat(viewer.texts("end")).hasSize(1);
        assertThat(milestones.get(0).milestone()).isEqualTo(Milestone.PLAYING);
        TurnEvent last = milestones.get(milestones.size() - 1);
        assertThat(last.milestone()).isEqualTo(Milestone.PLAYED);
        assertThat(last.ptsSamples()).isEqualTo(24_000);
        assertThat(last.stage()).isEqualTo(LiveRooms.SINK);
        assertThat(last.figures()).containsKeys("avOffsetP95Millis", "underruns");
    }

    @Test
    void aCutIsAnsweredAtOnceAndViewersGetNothingOlder() {
        Watcher viewer = new Watcher(true);
        room.subscribe(viewer);
        run(100);
        speak("turn", 0, 48_000);
        run(500);
        milestones.clear();
        room.obey(new Control("room", "turn", 1, "", Kind.CUT, "test", 0, 0));
        assertThat(milestones).extracting(TurnEvent::milestone).containsExactly(Milestone.PLAYED, Milestone.SINK_CUT);
        assertThat(milestones.get(1).generation()).isEqualTo(1);
        assertThat(milestones.get(1).ptsSamples()).isBetween(11_000L, 12_100L);
        assertThat(viewer.texts("cut")).hasSize(1).first().asString().contains("\"generation\":1");
        milestones.clear();
        run(500);
        assertThat(milestones).isEmpty();
        assertThat(room.state().activity()).isEqualTo("preparing");
    }

    @Test
    void aViewerThatNeverReadsIsDroppedAndTheOthersNeverNotice() {
        Watcher reader = new Watcher(true);
        Watcher sleeper = new Watcher(false);
        room.subscribe(reader);
        room.subscribe(sleeper);
        run(1200);
        assertThat(sleeper.dropped()).contains("too slow");
        assertThat(sleeper.texts()).hasSize(1);
        assertThat(room.state().viewers()).isEqualTo(1);
        assertThat(reader.dropped()).isEmpty();
        assertThat(reader.media()).hasSizeGreaterThan(5);
        assertThat(meters.get("talkmatrix.live.viewers").gauge().value()).isEqualTo(1);
    }

    @Test
    void aFullRoomRefusesAndASeatThatWasLeftIsFreeAgain() {
        Subscription first = room.subscribe(new Watcher(true));
        room.subscribe(new Watcher(true));
        room.subscribe(new Watcher(true));
        assertThatThrownBy(() -> room.subscribe(new Watcher(true)))
                .isInstanceOf(RoomFullException.class)
                .hasMessageContaining("viewers-per-room");
        first.close();
        first.close();
        room.subscribe(new Watcher(true));
        assertThat(room.state().viewers()).isEqualTo(3);
    }

    @Test
    void aClosedRoomTellsItsViewersAndLeavesNoMeter() {
        Watcher viewer = new Watcher(true);
        room.subscribe(viewer);
        run(100);
        room.close();
        assertThat(viewer.texts("closed")).hasSize(1);
        assertThat(viewer.dropped()).contains("closed");
        assertThat(meters.getMeters()).isEmpty();
        Watcher late = new Watcher(true);
        room.subscribe(late);
        assertThat(late.dropped()).contains("closed");
    }

    @Test
    void aThumbnailIsAPictureOfTheRoom() throws Exception {
        assertThat(room.thumbnail()).isEmpty();
        run(100);
        byte[] jpeg = room.thumbnail().orElseThrow();
        assertThat(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(jpeg))
                        .getWidth())
                .isEqualTo(64);
    }

    private void run(int millis) {
        for (int i = 0; i < millis / 20; i++) {
            nanos.addAndGet(20_000_000);
            room.tick();
        }
    }

    private void speak(String turn, int generation, int samples) {
        room.obey(new Control("room", generation, turn, Kind.START, "test", 0, 0));
        byte[] pcm = new byte[2 * samples];
        java.util.Arrays.fill(pcm, (byte) 9);
        UnitId id = new UnitId("room", turn, generation, 0, 0);
        room.offer(new SpeechChunk(id, pcm, 0, List.of(), List.of(), "hello", Emotion.NEUTRAL, 0, true, true, ""));
    }
}
