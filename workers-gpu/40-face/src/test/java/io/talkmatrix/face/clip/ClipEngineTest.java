package io.talkmatrix.face.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.JpegEncoder;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipEngineTest {

    private static final int SIZE = PaintedFace.SIZE;
    private static final int FRAMES = 8;
    private static final int STEP = 3;

    private final FaceEngine engine = ClipEngine.over(new WarpFaceEngine(new NoFaces()));
    private final Avatar avatar = engine.load(clip());

    @Test
    void aSilentHostIsTheClipItself() {
        int[] frame = render(calm(), 12);
        double difference = difference(frame, moved(4 * STEP));
        assertThat(difference).as("the fourth frame of the clip, coded as JPEG").isLessThan(3);
    }

    @Test
    void aTurnBeginsInTheRestFrame() {
        assertThat(render(calm(), 0)).isEqualTo(avatar.rest().argb());
    }

    @Test
    void theMouthOpensWhereTheHeadIsNow() {
        FaceScript script = new FaceScript();
        script.clause(0, List.of(new TimedViseme(Viseme.AH, 0, 96_000)), Emotion.NEUTRAL, 0);
        int[] frame = render(script, 20);
        int[] back = new int[frame.length];
        int shift = 4 * STEP;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE - shift; x++) {
                back[y * SIZE + x] = frame[y * SIZE + x + shift];
            }
        }
        assertThat(PaintedFace.opening(back))
                .as("open pixels in the mouth's column")
                .isGreaterThan(12);
    }

    @Test
    void nothingButTheMouthChangesWhenTheHostSpeaks() {
        FaceScript script = new FaceScript();
        script.clause(0, List.of(new TimedViseme(Viseme.AH, 0, 96_000)), Emotion.NEUTRAL, 0);
        int[] spoken = render(script, 20);
        int[] silent = render(calm(), 20);
        Landmarks points = PaintedFace.landmarks();
        for (int y = 0; y < (int) points.y(4); y++) {
            for (int x = 0; x < SIZE; x++) {
                assertThat(spoken[y * SIZE + x]).isEqualTo(silent[y * SIZE + x]);
            }
        }
    }

    private static FaceScript calm() {
        return new FaceScript();
    }

    private int[] render(FaceScript script, int number) {
        try (FaceSession session = engine.open(avatar, Liveliness.full(1))) {
            int[] frame = new int[SIZE * SIZE];
            session.render(script, number, frame);
            return frame;
        }
    }

    /** The painted face, moving to the right. */
    private static AvatarSource.Clip clip() {
        List<byte[]> frames = new ArrayList<>();
        List<Landmarks> landmarks = new ArrayList<>();
        try (JpegEncoder jpeg = new JpegEncoder(SIZE, SIZE, .95f)) {
            for (int i = 0; i < FRAMES; i++) {
                frames.add(jpeg.encode(moved(i * STEP)));
                landmarks.add(PaintedFace.landmarks().moved(-i * STEP, 0, 1));
            }
        }
        return new AvatarSource.Clip("moving", frames, landmarks, new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    }

    private static int[] moved(int shift) {
        int[] still = PaintedFace.picture().argb();
        int[] moved = new int[still.length];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                moved[y * SIZE + x] = still[y * SIZE + Math.max(0, x - shift)];
            }
        }
        return moved;
    }

    private static double difference(int[] a, int[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs((a[i] >> shift & 255) - (b[i] >> shift & 255));
            }
        }
        return sum / a.length / 3;
    }

    private static final class NoFaces implements PortraitAligner {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            throw new PortraitException("no faces here");
        }

        @Override
        public void close() {}
    }
}
