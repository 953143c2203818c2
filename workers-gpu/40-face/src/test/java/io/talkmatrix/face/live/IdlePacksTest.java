package io.talkmatrix.face.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.FrameCoder;
import io.talkmatrix.face.IdleClips;
import io.talkmatrix.face.IdleClips.Coded;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.h264.H264Coder;
import io.talkmatrix.face.host.DefaultHost;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.media.H264Decoder;
import io.talkmatrix.media.live.AvatarPack;
import io.talkmatrix.media.live.AvatarPacks;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The default host's clips, as viewers get them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdlePacksTest {

    private static final FrameCoder.Factory CODERS =
            (width, height) -> new LabellingCoder(new H264Coder(width, height, 3_000_000), width, height);

    @TempDir
    Path folder;

    private FaceEngine engine;
    private Avatar avatar;
    private IdleClips clips;

    @BeforeAll
    void render() throws InterruptedException {
        engine = new WarpFaceEngine(new NoAligner());
        avatar = engine.load(DefaultHost.source());
        clips = IdleClips.render(engine, avatar, CODERS, 1);
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @Test
    void noSeamIsSeen() {
        List<byte[]> loop = decoded(clips.loop());
        List<byte[]> talk = decoded(talking());
        byte[] rest = decoded(clips.rest()).get(0);
        double[] ordinary = new double[loop.size() - 1];
        for (int i = 1; i < loop.size(); i++) {
            ordinary[i - 1] = difference(loop.get(i - 1), loop.get(i));
        }
        Arrays.sort(ordinary);
        double usual = ordinary[ordinary.length / 2];
        double most = ordinary[ordinary.length - 1];
        double settleIn = 0;
        double settleInside = 0;
        double settleOut = 0;
        double hard = 0;
        for (var settle : clips.settles().entrySet()) {
            List<byte[]> frames = decoded(settle.getValue());
            settleIn = Math.max(settleIn, difference(loop.get(settle.getKey()), frames.get(0)));
            for (int i = 1; i < frames.size(); i++) {
                settleInside = Math.max(settleInside, difference(frames.get(i - 1), frames.get(i)));
            }
            settleOut = Math.max(settleOut, difference(frames.get(frames.size() - 1), talk.get(0)));
            hard = Math.max(hard, difference(loop.get(settle.getKey()), talk.get(0)));
        }
        double around = difference(loop.get(loop.size() - 1), loop.get(0));
        double begin = difference(rest, talk.get(0));
        double end = difference(talk.get(talk.size() - 1), loop.get(0));
        System.out.printf(
                Locale.ROOT,
                "idle: ordinary median %.3f, most %.3f; loop seam %.3f; settle in %.3f, inside %.3f, to talk %.3f; rest to"
                        + " talk %.3f; talk to idle %.3f; without settling up to %.3f; %d bytes%n",
                usual,
                most,
                around,
                settleIn,
                settleInside,
                settleOut,
                begin,
                end,
                hard,
                bytes());

        // A frame that needs none before it is coded afresh: the most that changes inside the loop is such a second's
        // begin.
        double unseen = 1.35 * most;
        assertThat(around).as("end of the loop to its beginning").isLessThan(unseen);
        assertThat(settleIn).as("loop to way back").isLessThan(unseen);
        assertThat(settleInside).as("inside the way back").isLessThan(unseen);
        assertThat(settleOut).as("way back to talk").isLessThan(unseen);
        assertThat(begin).as("rest to talk").isLessThan(unseen);
        assertThat(end).as("talk to loop").isLessThan(unseen);
        assertThat(hard).as("loop to talk without a way back").isGreaterThan(unseen);
    }

    private long bytes() {
        long sum = 0;
        for (List<Coded> clip : all()) {
            sum += clip.stream().mapToLong(frame -> frame.data().length).sum();
        }
        return sum;
    }

    private List<List<Coded>> all() {
        List<List<Coded>> all = new ArrayList<>(List.of(clips.loop(), clips.rest()));
        all.addAll(clips.settles().values());
        return all;
    }

    @Test
    void theHostBreathesAndBlinksAndEverySecondCanBeJoined() {
        List<byte[]> loop = decoded(clips.loop());
        double away = loop.stream()
                .mapToDouble(frame -> difference(frame, loop.get(0)))
                .max()
                .orElseThrow();
        assertThat(away).as("farthest from rest").isGreaterThan(1);
        for (int i = 0; i < clips.loop().size(); i += 25) {
            assertThat(clips.loop().get(i).first()).as("frame %d", i).isTrue();
        }
    }

    @Test
    void aPackIsMadeOnceAndAnewWhenItsSourceChanges() throws Exception {
        Room room = Room.of("room");
        AvatarPacks packs = new AvatarPacks(folder);
        IdlePacks store = new IdlePacks(packs, "3000000/ai");
        assertThat(store.wants(room, avatar)).isEqualTo(OptionalLong.of(0));

        store.keep(room, avatar, clips);

        String key = AvatarPacks.key("default", 512, 512, 25, 0);
        assertThat(store.wants(room, avatar)).isEmpty();
        assertThat(new IdlePacks(packs, "1000000/ai").wants(room, avatar)).isPresent();
        AvatarPack pack = packs.read(key);
        assertThat(pack.loop()).hasSize(IdleClips.LOOP_FRAMES);
        assertThat(pack.settles()).hasSameSizeAs(clips.settles());
        assertThat(Files.readString(folder.resolve(key).resolve("pack.json"))).contains(pack.version());
        assertThat(folder.resolve(key).resolve("rest.jpg")).isNotEmptyFile();
    }

    @Test
    void everyFrameCarriesTheMark() {
        byte[] marked = decoded(clips.rest()).get(0);
        int[] plain = avatar.rest().argb();
        int dark = 0;
        for (int y = 440; y < 500; y++) {
            for (int x = 440; x < 512; x++) {
                int i = y * 512 + x;
                dark += Math.abs((plain[i] >> 8 & 255) - (marked[3 * i + 1] & 255)) > 25 ? 1 : 0;
            }
        }
        assertThat(dark).as("pixels that the mark changed").isGreaterThan(400);
    }

    /** The default host's landmarks are known. */
    private static final class NoAligner implements PortraitAligner {

        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            throw new IllegalStateException(name + " needs no face found");
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private List<Coded> talking() {
        FaceScript script = new FaceScript();
        script.clause(
                0,
                List.of(
                        new TimedViseme(Viseme.NEUTRAL, 0, 1200),
                        new TimedViseme(Viseme.values()[2], 1200, 12_000),
                        new TimedViseme(Viseme.NEUTRAL, 12_000, 24_000)),
                Emotion.NEUTRAL,
                0);
        script.endsAt(.7, 1);
        int[] argb = new int[512 * 512];
        List<Coded> frames = new ArrayList<>();
        try (FaceSession face = engine.open(avatar, Liveliness.full(7));
                FrameCoder coder = CODERS.open(512, 512)) {
            for (int i = 0; i < 25; i++) {
                face.render(script, i, argb);
                frames.add(new Coded(coder.code(argb, i % 5 == 0), i % 5 == 0));
            }
        }
        return frames;
    }

    /** BGR pixels of each frame. */
    private static List<byte[]> decoded(List<Coded> clip) {
        List<byte[]> pictures = new ArrayList<>();
        try (H264Decoder decoder = new H264Decoder()) {
            for (Coded frame : clip) {
                BufferedImage image = decoder.decode(frame.data());
                pictures.add(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
            }
        }
        return pictures;
    }

    /** Mean absolute difference of the samples, of 255. */
    private static double difference(byte[] one, byte[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 255) - (other[i] & 255));
        }
        return (double) sum / one.length;
    }
}
