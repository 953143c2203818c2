package io.talkmatrix.face.wav2lip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.FaceEngineContract;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.Scripts;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.restore.FaceRestorer;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.batch.BatchSettings;
import io.talkmatrix.inference.faces.Wav2LipGraph;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Viseme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The engine over a generator of the true shape whose weights make it show what reaches it. */
abstract class Wav2LipEngineContract extends FaceEngineContract {

    private static final int SIZE = PaintedFace.SIZE;
    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;

    /** Colours go through the telling generator within so many levels. */
    private static final int LEVELS = 5;

    static Wav2LipEngine telling(Path folder, int size, Optional<FaceRestorer> restorer) throws IOException {
        Path file = folder.resolve("generator.onnx");
        Wav2LipGraph.writeTelling(file, size);
        return new Wav2LipEngine(
                "telling",
                new WarpFaceEngine(new NoAligner()),
                new Inference().load(file, Inference.Options.threads(2)),
                8,
                BatchSettings.withoutWaiting(4),
                1,
                restorer);
    }

    @Override
    protected double opening(int[] argb) {
        return PaintedFace.opening(argb);
    }

    @Override
    protected double clearlyOpen() {
        return 8;
    }

    @Test
    void aClickIsSeenInTheFrameDuringWhichItIsHeardAndInNoOther() {
        FaceScript script = silence(2);
        byte[] pcm = new byte[2 * 2 * RATE];
        pcm[2 * (int) (1.02 * RATE) + 1] = 115;
        script.sound().append(pcm);
        for (int frame = 20; frame < 31; frame++) {
            int[] argb = render(Liveliness.mouthOnly(), script, frame);
            boolean painted = blue(argb, mouth()) < blue(avatar().rest().argb(), mouth()) / 2;
            assertThat(painted).as("frame %d", frame).isEqualTo(frame == 25);
        }
    }

    @Test
    void aLoudMouthIsRedNotBlue() {
        int[] argb = render(Liveliness.mouthOnly(), Scripts.of(1, Viseme.AH, Viseme.AH), 20);
        assertThat(red(argb, mouth())).isGreaterThan(235);
        assertThat(blue(argb, mouth())).isLessThan(20);
    }

    @Test
    void inSilenceTheHostIsThePortraitAndOutsideTheLowerFaceItIsExactly() {
        FaceScript script = silence(1);
        script.sound().append(new byte[2 * RATE]);
        int[] argb = render(Liveliness.mouthOnly(), script, 15);
        int[] rest = avatar().rest().argb();
        Wav2LipAvatar face = (Wav2LipAvatar) avatar();
        int changed = 0;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int i = y * SIZE + x;
                boolean masked = x >= face.mask.left()
                        && x < face.mask.left() + face.mask.width()
                        && y >= face.mask.top() + .43 * face.mask.height()
                        && y < face.mask.top() + face.mask.height();
                changed += !masked && argb[i] != rest[i] ? 1 : 0;
            }
        }
        assertThat(changed).as("pixels changed outside the lower face").isZero();
        assertThat(red(argb, skin())).isCloseTo(red(rest, skin()), within(LEVELS));
        assertThat(blue(argb, skin())).isCloseTo(blue(rest, skin()), within(LEVELS));
    }

    @Test
    void framesMadeTogetherAreThoseMadeAlone() throws InterruptedException {
        FaceScript script = Scripts.of(.3, Viseme.AH, Viseme.M, Viseme.OH, Viseme.S);
        try (FaceSession session = engine().open(avatar(), Liveliness.full(3), "room")) {
            session.ahead(script, 10, 5, Cancellation.none());
            int[] argb = new int[SIZE * SIZE];
            for (int frame = 10; frame < 15; frame++) {
                session.render(script, frame, argb);
                int[] alone = render(Liveliness.full(3), script, frame);
                int most = 0;
                for (int i = 0; i < argb.length; i++) {
                    most = Math.max(most, Math.abs(red(argb, i) - red(alone, i)));
                    most = Math.max(most, Math.abs(blue(argb, i) - blue(alone, i)));
                }
                assertThat(most).as("levels of difference in frame %d", frame).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void withoutTimedShapesTheMouthFollowsWhatIsHeard() {
        FaceScript script = new FaceScript();
        script.clause(0, List.of(), Emotion.NEUTRAL, 0);
        byte[] noise = new byte[2 * RATE];
        for (int i = 1; i < noise.length; i += 2) {
            noise[i] = (byte) (i * 31 % 61 - 30);
        }
        script.sound().append(noise);
        for (int frame = 0; frame < 25; frame++) {
            script.loudness(.8f);
        }
        assertThat(opening(render(Liveliness.mouthOnly(), script, 15))).isGreaterThan(clearlyOpen());
    }

    private static FaceScript silence(int seconds) {
        FaceScript script = new FaceScript();
        script.clause(0, Scripts.track(0, seconds, Viseme.EE), Emotion.NEUTRAL, 0);
        return script;
    }

    /** A pixel in the middle of what the generator paints. */
    private int mouth() {
        Wav2LipAvatar face = (Wav2LipAvatar) avatar();
        int y = face.mask.top() + (int) (.79 * face.mask.height());
        return y * SIZE + face.mask.left() + face.mask.width() / 2;
    }

    /** A pixel of the lower face beside the mouth. */
    private int skin() {
        Wav2LipAvatar face = (Wav2LipAvatar) avatar();
        int y = face.mask.top() + (int) (.7 * face.mask.height());
        return y * SIZE + face.mask.left() + (int) (.2 * face.mask.width());
    }

    private static int red(int[] argb, int pixel) {
        return argb[pixel] >> 16 & 255;
    }

    private static int blue(int[] argb, int pixel) {
        return argb[pixel] & 255;
    }

    /** The painted face needs no detection. */
    static final class NoAligner implements PortraitAligner {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            throw new PortraitException("no face found in " + name);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
