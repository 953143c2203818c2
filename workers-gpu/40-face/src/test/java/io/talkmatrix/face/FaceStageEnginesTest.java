package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.hearing.NetworkHearing;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Viseme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stage whose engines listen ahead, and one of which cannot be loaded. */
class FaceStageEnginesTest {

    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;
    private static final int FRAME = RATE / FaceScript.FRAMES_PER_SECOND;
    private static final int LOOKAHEAD = 4 * FRAME;

    /** What sessions were told of ahead: first frame and count. */
    private final List<List<Integer>> told = new ArrayList<>();

    /** Sound known when each frame was rendered, in samples beyond the frame's own time. */
    private final List<Integer> beyond = new ArrayList<>();

    @Test
    void framesWaitForTheSoundTheirEngineListensTo() throws Exception {
        FakeRoom room = new FakeRoom();
        handle(room, false, 1.0, 1.0);
        assertThat(beyond.subList(0, 20)).allSatisfy(known -> assertThat(known).isGreaterThanOrEqualTo(LOOKAHEAD));
        assertThat(beyond).hasSize(50);
    }

    @Test
    void anEngineIsToldOfEveryGroupBeforeItsFrames() throws Exception {
        handle(new FakeRoom(), false, 1.0);
        assertThat(told.get(0).get(0)).isZero();
        assertThat(told.stream().mapToInt(group -> group.get(1)).sum()).isGreaterThanOrEqualTo(25);
        assertThat(told).allSatisfy(group -> assertThat(group.get(1)).isBetween(1, 5));
    }

    @Test
    void aRoomThatNamesAnEngineWithoutWeightsIsNotMadeReadyAndSaysWhy() {
        try (FaceStage stage = stage(Optional.empty())) {
            assertThatThrownBy(() -> stage.prepare(FaceEnginesTest.asking("net")))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("engine net: no weights, run x");
        }
    }

    @Test
    void withAFallbackEveryEventAndGroupOfSuchARoomSaysThatItIsDegraded() throws Exception {
        FakeRoom room = new FakeRoom(FaceEnginesTest.asking("net"));
        handle(room, true, .4);
        String expected = "warp draws instead of net: no weights, run x";
        assertThat(room.groups).isNotEmpty().allSatisfy(g -> assertThat(g.degraded())
                .isEqualTo(expected));
        assertThat(room.events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.degraded()).isEqualTo(expected);
            assertThat(event.engine()).isEqualTo("warp");
        });
        try (FaceStage stage = stage(Optional.of("warp"))) {
            stage.prepare(room.settings());
            assertThat(stage.degraded(room.settings())).isEqualTo(expected);
            assertThat(stage.engine(room.settings()).engine()).isEqualTo("warp");
        }
    }

    private void handle(FakeRoom room, boolean fallback, double... segments) throws InterruptedException {
        try (FaceStage stage = stage(fallback ? Optional.of("warp") : Optional.empty());
                RoomSession<SpeechChunk> session = stage.open(room)) {
            long at = 0;
            for (int segment = 0; segment < segments.length; segment++) {
                int chunks = (int) Math.round(segments[segment] / .2);
                for (int seq = 0; seq < chunks; seq++) {
                    boolean last = seq == chunks - 1;
                    session.handle(
                            new SpeechChunk(
                                    new UnitId("room", "turn", 0, segment, seq),
                                    new byte[2 * RATE / 5],
                                    at,
                                    List.of(),
                                    seq > 0 ? List.of() : Scripts.track(at, segments[segment], Viseme.AH),
                                    "",
                                    Emotion.NEUTRAL,
                                    0,
                                    last,
                                    last && segment == segments.length - 1,
                                    ""),
                            room);
                    at += RATE / 5;
                }
            }
        }
    }

    private FaceStage stage(Optional<String> fallback) {
        FaceEngines engines = new FaceEngines(
                Map.of("warp", Listener::new, "net", () -> {
                    throw new EngineUnavailableException("no weights, run x", null);
                }),
                "warp",
                fallback,
                engine -> new AvatarLibrary(engine, name -> PaintedFace.source(), Runnable::run, 1));
        FrameCoder.Factory bytes = (width, height) -> new FrameCoder() {
            @Override
            public FrameGroup.Codec codec() {
                return FrameGroup.Codec.JPEG;
            }

            @Override
            public byte[] code(int[] argb, boolean first) {
                return new byte[1];
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
        FaceStage.Settings settings = new FaceStage.Settings(
                bytes, Duration.ofSeconds(5), IdleStore.none(), ClipShelf.builtIn(), NetworkHearing.load());
        return new FaceStage(engines, settings, () -> 0, () -> {});
    }

    /** Draws a grey frame and writes down what it knows meanwhile. */
    private final class Listener implements FaceEngine {

        @Override
        public EngineInfo info() {
            return new EngineInfo("warp", "", "cpu", "");
        }

        @Override
        public Avatar load(AvatarSource source) {
            return new Still(new Picture(2, 2, new int[4]));
        }

        @Override
        public FaceSession open(Avatar avatar, Liveliness liveliness) {
            return new FaceSession() {
                @Override
                public int width() {
                    return 2;
                }

                @Override
                public int height() {
                    return 2;
                }

                @Override
                public int lookaheadSamples() {
                    return LOOKAHEAD;
                }

                @Override
                public void ahead(FaceScript script, int first, int count, Cancellation cancellation) {
                    told.add(List.of(first, count));
                }

                @Override
                public void render(FaceScript script, int frame, int[] argb) {
                    beyond.add(script.sound().size() - (frame + 1) * FRAME);
                    Arrays.fill(argb, 0xff808080);
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private record Still(Picture rest) implements Avatar {
        @Override
        public String name() {
            return "still";
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public float reach(Viseme viseme) {
            return 1;
        }
    }
}
