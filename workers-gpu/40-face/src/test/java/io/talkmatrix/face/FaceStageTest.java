package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.face.h264.H264Coder;
import io.talkmatrix.face.hearing.NetworkHearing;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.media.H264Decoder;
import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Viseme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FaceStageTest {

    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger loads = new AtomicInteger();
    private final FakeRoom room = new FakeRoom();

    @Test
    void aTurnBecomesGroupsOfUpToFiveFramesOnOneGrid() throws Exception {
        handle(room, turn(.4, .32, .5));
        assertThat(times(room)).containsExactlyElementsOf(range(30 + 1));
        assertThat(room.groups).allSatisfy(g -> {
            assertThat(g.frames()).hasSizeBetween(1, 5);
            assertThat(g.framesPerSecond()).isEqualTo(25);
            assertThat(g.codec()).isEqualTo(FrameGroup.Codec.JPEG);
        });
        assertThat(room.groups.stream().filter(FrameGroup::lastOfTurn)).containsExactly(last(room));
    }

    @Test
    void everyH264GroupCanBeDecodedByItself() throws Exception {
        FaceStage.Settings h264 = new FaceStage.Settings(
                (width, height) -> new H264Coder(width, height, 1_800_000),
                Duration.ofSeconds(5),
                IdleStore.none(),
                ClipShelf.builtIn(),
                NetworkHearing.load());
        handle(stage(h264), room, turn(.6));
        assertThat(room.groups).hasSizeGreaterThan(2).allSatisfy(group -> {
            assertThat(group.codec()).isEqualTo(FrameGroup.Codec.H264);
            try (H264Decoder decoder = new H264Decoder()) {
                for (byte[] unit : group.frames()) {
                    assertThat(decoder.decode(unit).getWidth()).isEqualTo(group.width());
                }
            }
        });
    }

    @Test
    void groupsAreCountedWithinTheirSegment() throws Exception {
        handle(room, turn(.4, .4));
        assertThat(room.groups.stream().map(g -> g.id().segment() + "/" + g.id().seq()))
                .containsExactly("0/0", "0/1", "0/2", "1/0", "1/1");
    }

    @Test
    void theFirstGroupOfATurnIsShortSoThatThePictureBeginsWithTheVoice() throws Exception {
        handle(room, turn(1.0));
        assertThat(room.groups.stream().map(group -> group.frames().size()).limit(3))
                .containsExactly(2, 5, 5);
    }

    @Test
    void howAudioIsCutIntoChunksDoesNotChangeTheFramesOfATurnThatGoesOn() throws Exception {
        FakeRoom other = new FakeRoom();
        handle(room, segment(0, 0, 1.0, .1, false));
        handle(other, segment(0, 0, 1.0, .5, false));
        assertThat(frames(room)).usingRecursiveComparison().isEqualTo(frames(other));
        assertThat(room.groups.stream().map(FrameGroup::id))
                .isEqualTo(other.groups.stream().map(FrameGroup::id).toList());
    }

    @Test
    void redoingATurnGivesTheSameUnits() throws Exception {
        FakeRoom again = new FakeRoom();
        List<SpeechChunk> chunks = turn(.6, .44);
        handle(room, chunks);
        handle(again, chunks);
        assertThat(again.groups).usingRecursiveComparison().isEqualTo(room.groups);
    }

    @Test
    void aCommandChangesWhatIsFeltInTheMiddleOfATurn() throws Exception {
        FakeRoom asked = new FakeRoom();
        List<SpeechChunk> chunks = turn(2, 1);
        List<SpeechChunk> before = chunks.subList(0, 5);
        List<SpeechChunk> after = chunks.subList(5, chunks.size());
        handle(warped(), room, chunks);
        int known;
        try (RoomSession<SpeechChunk> session = warped().open(asked)) {
            for (SpeechChunk chunk : before) {
                session.handle(chunk, asked);
            }
            known = frames(asked).size();
            asked.ask(Emotion.SURPRISED, 1);
            asked.ask("nod", 1_000);
            for (SpeechChunk chunk : after) {
                session.handle(chunk, asked);
            }
        }
        assertThat(times(asked)).isEqualTo(times(room));
        assertThat(known).isBetween(20, 25);
        for (int k = 0; k < known; k++) {
            assertThat(frames(asked).get(k))
                    .as("frame %d", k)
                    .isEqualTo(frames(room).get(k));
        }
        assertThat(difference(asked, 25)).as("the first frame does not jump").isLessThan(.05);
        assertThat(difference(asked, 37)).as("half a second later it shows").isGreaterThan(.1);
    }

    private double difference(FakeRoom asked, int frame) throws IOException {
        return meanDifference(
                decode(frames(asked).get(frame)), decode(frames(room).get(frame)));
    }

    @Test
    void whatWasAskedLongAgoIsNotPerformed() throws Exception {
        FakeRoom asked = new FakeRoom();
        asked.ask("nod", 1_000 - 5_001);
        asked.ask("no such clip", 1_000);
        handle(warped(), asked, turn(.6));
        handle(warped(), room, turn(.6));
        assertThat(frames(asked)).usingRecursiveComparison().isEqualTo(frames(room));
    }

    @Test
    void aTurnThatAnotherWorkerBeganIsDrawnOnBehindItsLastFrame() throws Exception {
        List<SpeechChunk> chunks = turn(.6, .44);
        handle(room, chunks);
        for (int drawn = 1; drawn <= room.groups.size(); drawn++) {
            FakeRoom next = new FakeRoom();
            next.takenOver(room.groups.subList(0, drawn));
            handle(next, chunks);
            assertThat(next.groups)
                    .usingRecursiveComparison()
                    .isEqualTo(room.groups.subList(drawn, room.groups.size()));
        }
    }

    @Test
    void framesThatWouldComeTooLateAreNotMade() throws Exception {
        room.heard(RATE);
        handle(room, turn(4));
        assertThat(times(room).get(0)).isEqualTo(25);
        assertThat(times(room)).isSorted().doesNotHaveDuplicates();
        assertThat(last(room).lastOfTurn()).isTrue();
        TurnEvent rendered = room.events.get(room.events.size() - 1);
        assertThat(rendered.figures()).containsEntry("passedOver", 25.0);
    }

    @Test
    void aTurnThatWasHeardToItsEndStillEndsWithAGroup() throws Exception {
        room.heard(10 * RATE);
        handle(room, turn(1));
        assertThat(room.groups).isNotEmpty();
        assertThat(last(room).lastOfTurn()).isTrue();
    }

    @Test
    void framesNearTheKnownEndWaitUntilItIsClearWhetherTheTurnGoesOn() throws Exception {
        List<SpeechChunk> chunks = segment(0, 0, 1.0, .5, true);
        try (RoomSession<SpeechChunk> session = stage().open(room)) {
            session.handle(chunks.get(0), room);
            assertThat(times(room)).hasSize(12);
            SpeechChunk almost = chunk(0, 1, RATE / 2, .45, List.of(), false, false);
            session.handle(almost, room);
            assertThat(times(room)).hasSize(17);
            session.handle(chunk(0, 2, almost.endSamples(), .05, List.of(), true, true), room);
        }
        assertThat(times(room)).hasSize(25);
    }

    @Test
    void theLastFrameIsNearlyTheRestingFace() throws Exception {
        handle(room, turn(1.0));
        int[] last = decode(frames(room).get(frames(room).size() - 1));
        int[] rest = PaintedFace.picture().argb();
        assertThat(PaintedFace.opening(last)).isLessThanOrEqualTo(PaintedFace.opening(rest) + 3);
        assertThat(meanDifference(last, rest)).isLessThan(3);
    }

    @Test
    void aTurnThatEndsWithoutFurtherAudioStillEndsWithAGroup() throws Exception {
        List<SpeechChunk> chunks = new ArrayList<>(segment(0, 0, .4, .2, false));
        chunks.add(chunk(1, 0, (long) (.4 * RATE), 0, List.of(), true, true));
        handle(room, chunks);
        assertThat(last(room).lastOfTurn()).isTrue();
        assertThat(last(room).id().segment()).isEqualTo(1);
        assertThat(times(room)).containsExactlyElementsOf(range(15));
    }

    @Test
    void speechWithoutVisemesShowsAStillMouth() throws Exception {
        handle(room, List.of(chunk(0, 0, 0, .5, List.of(), true, true)));
        assertThat(times(room)).hasSize(13);
    }

    @Test
    void milestonesCarryFigures() throws Exception {
        handle(room, turn(.4, .4));
        assertThat(room.events.stream().map(e -> e.milestone()))
                .containsExactly(
                        Milestone.FIRST_FRAME,
                        Milestone.SEGMENT_RENDERED,
                        Milestone.SEGMENT_RENDERED,
                        Milestone.RENDERED);
        assertThat(room.events.get(1).ptsSamples()).isEqualTo((long) (.4 * RATE));
        var rendered = room.events.get(3);
        assertThat(rendered.figures())
                .containsEntry("frames", 20.0)
                .containsEntry("audioMillis", 800.0)
                .containsEntry("computeMillis", 20.0)
                .containsEntry("rtf", .025);
        assertThat(rendered.engine()).isEqualTo("scripted/painted");
        assertThat(rendered.ptsSamples()).isEqualTo((long) (.8 * RATE));
    }

    @Test
    void everyChunkOfATurnIsHeldUntilItsEnd() throws Exception {
        List<SpeechChunk> chunks = segment(0, 0, .6, .2, true);
        List<Integer> held = new ArrayList<>();
        try (RoomSession<SpeechChunk> session = stage().open(room)) {
            for (SpeechChunk chunk : chunks) {
                session.handle(chunk, room);
                held.add(session.held());
            }
        }
        assertThat(held).containsExactly(1, 2, 0);
    }

    @Test
    void aChunkReadTwiceHasNoEffect() throws Exception {
        List<SpeechChunk> chunks = new ArrayList<>(turn(.6));
        chunks.add(1, chunks.get(0));
        chunks.add(chunks.get(chunks.size() - 1));
        handle(room, chunks);
        assertThat(times(room)).containsExactlyElementsOf(range(15));
        assertThat(room.events).hasSize(3);
    }

    @Test
    void aCutTurnStopsAtTheNextFrameAndTheNextTurnStartsAfresh() throws Exception {
        try (RoomSession<SpeechChunk> session = stage().open(room)) {
            room.cutAfter(2);
            assertThatThrownBy(() -> session.handle(segment(0, 0, 2, 2, true).get(0), room))
                    .isInstanceOf(CancelledException.class);
            assertThat(room.groups).hasSize(2);
            assertThat(session.held()).isZero();
            room.carryOn();
            room.groups.clear();
            for (SpeechChunk chunk : turn(.4)) {
                session.handle(nextTurn(chunk), room);
            }
        }
        assertThat(times(room)).containsExactlyElementsOf(range(10));
    }

    @Test
    void overlappingAudioIsBadInputAndTheTurnGoesOn() throws Exception {
        try (RoomSession<SpeechChunk> session = stage().open(room)) {
            session.handle(chunk(0, 0, 0, .4, List.of(), false, false), room);
            assertThatThrownBy(() -> session.handle(chunk(0, 1, 100, .4, List.of(), false, false), room))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("starts at sample 100");
            session.handle(chunk(0, 2, (long) (.4 * RATE), .4, List.of(), true, true), room);
        }
        assertThat(times(room)).containsExactlyElementsOf(range(20));
    }

    @Test
    void aBadPortraitFailsTheTurnWithItsReason() {
        FaceEngine engine = new PaintedEngine(loads);
        AvatarLibrary avatars = new AvatarLibrary(
                engine,
                look -> {
                    throw new PortraitException("there is no portrait at " + look.avatar());
                },
                Runnable::run,
                4);
        FaceStage stage = new FaceStage(FaceEngines.only(engine, avatars), settings(), nanos::get, () -> {});
        try (RoomSession<SpeechChunk> session = stage.open(room)) {
            assertThatThrownBy(() -> session.handle(turn(.4).get(0), room))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("avatar: there is no portrait at default");
            assertThat(session.held()).isZero();
        }
    }

    @Test
    void anAvatarThatIsNotReadyInTimeFailsTheTurn() {
        FaceEngine engine = new PaintedEngine(loads);
        AvatarLibrary never = new AvatarLibrary(engine, name -> PaintedFace.source(), work -> {}, 4);
        assertThatThrownBy(() -> never.await(new Look("slow", Scene.PLAIN), Duration.ofMillis(1)))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("slow was not ready within 1 ms");
    }

    @Test
    void roomsShareALoadedAvatar() throws Exception {
        FaceStage stage = stage();
        for (int i = 0; i < 3; i++) {
            handle(stage, new FakeRoom(), turn(.2));
        }
        assertThat(loads).hasValue(1);
    }

    private FaceStage stage() {
        return stage(settings());
    }

    /** The real renderer, on a face of flat colours. */
    private static FaceStage warped() {
        FaceEngine engine = new WarpFaceEngine(new NoAligner());
        AvatarLibrary avatars = new AvatarLibrary(engine, name -> PaintedFace.source(), Runnable::run, 4);
        return new FaceStage(FaceEngines.only(engine, avatars), settings(), () -> 0, () -> {});
    }

    private FaceStage stage(FaceStage.Settings settings) {
        FaceEngine engine = new PaintedEngine(loads);
        AvatarLibrary avatars = new AvatarLibrary(engine, name -> PaintedFace.source(), Runnable::run, 4);
        return new FaceStage(FaceEngines.only(engine, avatars), settings, () -> nanos.getAndAdd(1_000_000), () -> {});
    }

    private static FaceStage.Settings settings() {
        return new FaceStage.Settings(
                (width, height) -> new JpegEncoder(width, height, .85f),
                Duration.ofSeconds(5),
                IdleStore.none(),
                ClipShelf.builtIn(),
                NetworkHearing.load());
    }

    private void handle(FakeRoom target, List<SpeechChunk> chunks) throws InterruptedException {
        handle(stage(), target, chunks);
    }

    private static void handle(FaceStage stage, FakeRoom target, List<SpeechChunk> chunks) throws InterruptedException {
        try (RoomSession<SpeechChunk> session = stage.open(target)) {
            for (SpeechChunk chunk : chunks) {
                session.handle(chunk, target);
            }
        }
    }

    /** Segments of the given lengths in chunks of 0.2 s. */
    private static List<SpeechChunk> turn(double... seconds) {
        List<SpeechChunk> chunks = new ArrayList<>();
        double start = 0;
        for (int i = 0; i < seconds.length; i++) {
            chunks.addAll(segment(i, Math.round(start * RATE), seconds[i], .2, i == seconds.length - 1));
            start += seconds[i];
        }
        return chunks;
    }

    private static List<SpeechChunk> segment(int segment, long start, double seconds, double step, boolean lastOfTurn) {
        List<TimedViseme> track = Scripts.track(start, seconds / 4, Viseme.M, Viseme.AH, Viseme.S, Viseme.OH);
        List<SpeechChunk> chunks = new ArrayList<>();
        long end = start + Math.round(seconds * RATE);
        long at = start;
        while (at < end) {
            long to = Math.min(end, at + Math.round(step * RATE));
            boolean last = to == end;
            chunks.add(chunk(
                    segment,
                    chunks.size(),
                    at,
                    (to - at) / (double) RATE,
                    chunks.isEmpty() ? track : List.of(),
                    last,
                    last && lastOfTurn));
            at = to;
        }
        return chunks;
    }

    private static SpeechChunk chunk(
            int segment,
            int seq,
            long start,
            double seconds,
            List<TimedViseme> visemes,
            boolean lastOfSegment,
            boolean lastOfTurn) {
        int samples = (int) Math.round(seconds * RATE);
        ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            pcm.putShort((short) (6000 * Math.sin((start + i) * .05)));
        }
        return new SpeechChunk(
                new UnitId("r1", "turn-1", 0, segment, seq),
                pcm.array(),
                start,
                List.of(),
                visemes,
                "",
                Emotion.HAPPY,
                .5f,
                lastOfSegment,
                lastOfTurn,
                "");
    }

    private static SpeechChunk nextTurn(SpeechChunk c) {
        UnitId id = new UnitId("r1", "turn-2", 1, c.id().segment(), c.id().seq());
        return new SpeechChunk(
                id,
                c.pcm(),
                c.ptsSamples(),
                c.phonemes(),
                c.visemes(),
                c.text(),
                c.emotion(),
                c.intensity(),
                c.lastOfSegment(),
                c.lastOfTurn(),
                c.degraded());
    }

    private static FrameGroup last(FakeRoom room) {
        return room.groups.get(room.groups.size() - 1);
    }

    private static List<byte[]> frames(FakeRoom room) {
        return room.groups.stream().flatMap(g -> g.frames().stream()).toList();
    }

    /** Numbers of all frames written, by their times. */
    private static List<Long> times(FakeRoom room) {
        List<Long> times = new ArrayList<>();
        for (FrameGroup group : room.groups) {
            for (int i = 0; i < group.frames().size(); i++) {
                times.add(group.framePtsSamples(i) / 960);
            }
        }
        return times;
    }

    private static List<Long> range(int frames) {
        List<Long> range = new ArrayList<>();
        for (long i = 0; i < frames; i++) {
            range.add(i);
        }
        return range;
    }

    private static int[] decode(byte[] jpeg) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(512);
        return image.getRGB(0, 0, 512, 512, null, 0, 512);
    }

    private static double meanDifference(int[] a, int[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] >> 8 & 255) - (b[i] >> 8 & 255));
        }
        return sum / a.length;
    }

    /** The painted face needs no detection. */
    private static final class NoAligner implements PortraitAligner {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            throw new PortraitException("no face found in " + name);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    /** Renders the painted face by a bar whose height is the commanded jaw: quick, and the stage cannot tell. */
    private static final class PaintedEngine implements FaceEngine {

        private final AtomicInteger loads;

        private PaintedEngine(AtomicInteger loads) {
            this.loads = loads;
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo("scripted", "painted", "cpu", "");
        }

        @Override
        public Avatar load(AvatarSource source) {
            loads.incrementAndGet();
            return new PaintedAvatar(PaintedFace.picture());
        }

        @Override
        public FaceSession open(Avatar avatar, Liveliness liveliness) {
            return new BarSession(avatar, liveliness);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private record PaintedAvatar(Picture rest) implements Avatar {
        @Override
        public String name() {
            return "painted";
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

    private static final class BarSession implements FaceSession {

        private final Avatar avatar;
        private final Choreography choreography;
        private final FacePose pose = new FacePose();

        private BarSession(Avatar avatar, Liveliness liveliness) {
            this.avatar = avatar;
            this.choreography = new Choreography(avatar, liveliness);
        }

        @Override
        public int width() {
            return avatar.rest().width();
        }

        @Override
        public int height() {
            return avatar.rest().height();
        }

        @Override
        public void render(FaceScript script, int frame, int[] argb) {
            choreography.pose(script, frame, pose);
            System.arraycopy(avatar.rest().argb(), 0, argb, 0, argb.length);
            int rows = Math.round(200 * Math.max(0, pose.get(Channel.JAW)));
            int grey = Math.round(128 + 20 * pose.shiftX());
            java.util.Arrays.fill(argb, 0, rows * width(), 0xff000000 | grey << 16 | grey << 8 | grey);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
