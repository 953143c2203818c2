package io.talkmatrix.face.wav2lip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.TurnSound;
import io.talkmatrix.face.patch.ColourOrder;
import io.talkmatrix.face.patch.FacePatch;
import io.talkmatrix.face.patch.FeatheredMask;
import io.talkmatrix.face.restore.FaceRestorer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against the numbers of {@code tools/wav2lip_reference.py}, which computes all of this a second time. */
class Wav2LipGoldenTest {

    private static final int WIDTH = 72;
    private static final int SIZE = 32;
    private static final FacePatch PATCH = FacePatch.over(11, 6, 47, 53, SIZE);

    /** Bands from here on reach up to 7.6 kHz, where the two low passes differ. */
    private static final int EDGE_BAND = 77;

    @Test
    void theMelBandsAreThoseOfThePublishedCode() {
        float[] expected = floats("mel.f32");
        TurnSound sound = new TurnSound();
        sound.append(bytes("sound.s16"));
        MelTrack track = new MelTrack(sound);
        float[] window = new float[MelTrack.BANDS * MelTrack.WINDOW];
        int columns = expected.length / MelTrack.BANDS;
        for (int frame = 0; MelTrack.firstColumn(frame) + MelTrack.WINDOW <= columns; frame++) {
            track.window(frame, window, 0);
            for (int i = 0; i < MelTrack.WINDOW; i++) {
                int column = MelTrack.firstColumn(frame) + i;
                for (int band = 0; band < MelTrack.BANDS; band++) {
                    assertThat(window[band * MelTrack.WINDOW + i])
                            .as("column %d, band %d", column, band)
                            .isCloseTo(
                                    expected[column * MelTrack.BANDS + band],
                                    within(band < EDGE_BAND ? .06f : .5f)); // .06 is 0.75 dB
                }
            }
        }
    }

    @Test
    void windowsBeginWhereThePublishedInferenceHasThem() {
        int[] expected = Arrays.stream(text("window_starts.txt").split("\\s+"))
                .mapToInt(Integer::parseInt)
                .toArray();
        for (int frame = 0; frame < expected.length; frame++) {
            assertThat(MelTrack.firstColumn(frame)).as("frame %d", frame).isEqualTo(expected[frame]);
        }
    }

    @Test
    void aFrameWaitsForAllTheSoundOfItsWindowAndNoMore() {
        byte[] pcm = bytes("sound.s16");
        int frame = 0;
        int heard = (frame + 1) * 960 + MelTrack.lookaheadSamples();
        float[] known = window(Arrays.copyOf(pcm, 2 * heard), frame);
        float[] whole = window(pcm, frame);
        assertThat(known).isEqualTo(whole);
        assertThat(window(Arrays.copyOf(pcm, 2 * (heard - 400)), frame)).isNotEqualTo(whole);
    }

    @Test
    void theGeneratorSeesBlueGreenRedMaskedAndWhole() {
        float[] expected = floats("generator_input.f32");
        int plane = SIZE * SIZE;
        float[] whole = new float[3 * plane];
        PATCH.cut(picture(), WIDTH, ColourOrder.BLUE_FIRST, 1, 0, whole, 0);
        assertThat(whole).containsExactly(Arrays.copyOfRange(expected, 3 * plane, 6 * plane), within(1e-5f));
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < plane; i++) {
                assertThat(expected[c * plane + i]).isEqualTo(i < plane / 2 ? expected[(3 + c) * plane + i] : 0);
            }
        }
    }

    @Test
    void theMaskFadesAsTheReferenceDoes() {
        FeatheredMask mask = FeatheredMask.lowerFace(11, 6, 47, 53);
        assertThat(mask.weights()).containsExactly(floats("mask.f32"), within(1e-6f));
    }

    @Test
    void whatIsDrawnIsPastedBackLevelByLevel() {
        int[] frame = picture();
        PATCH.paste(
                floats("drawn.f32"),
                0,
                ColourOrder.BLUE_FIRST,
                1,
                0,
                FeatheredMask.lowerFace(11, 6, 47, 53),
                .7f,
                frame,
                WIDTH);
        byte[] expected = bytes("pasted.rgb");
        int differing = 0;
        for (int i = 0; i < frame.length; i++) {
            for (int c = 0; c < 3; c++) {
                int level = frame[i] >> 16 - 8 * c & 255;
                assertThat(level).as("pixel %d, colour %d", i, c).isCloseTo(expected[3 * i + c] & 255, within(1));
                differing += level == (expected[3 * i + c] & 255) ? 0 : 1;
            }
        }
        assertThat(differing).as("levels that were rounded the other way").isLessThan(5);
    }

    @Test
    void theRestorerSeesRedGreenBlueOfATurnedSquare() {
        float[] planes = new float[3 * 40 * 40];
        new FacePatch(40, .8, .3, 9, -.3, .8, 17).cut(picture(), WIDTH, ColourOrder.RED_FIRST, 2, -1, planes, 0);
        assertThat(planes).containsExactly(floats("restorer_input.f32"), within(1e-5f));
    }

    @Test
    void aFaceIsAlignedForTheRestorerInTheLeastSquares() {
        FacePatch patch = FaceRestorer.patch(PaintedFace.landmarks());
        double[] expected = Arrays.stream(text("alignment.txt").trim().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(new double[] {patch.xx(), patch.xy(), patch.x0(), patch.yx(), patch.yy(), patch.y0()})
                .containsExactly(expected, within(1e-6));
    }

    private static float[] window(byte[] pcm, int frame) {
        TurnSound sound = new TurnSound();
        sound.append(pcm);
        float[] window = new float[MelTrack.BANDS * MelTrack.WINDOW];
        new MelTrack(sound).window(frame, window, 0);
        return window;
    }

    private static int[] picture() {
        byte[] rgb = bytes("picture.rgb");
        int[] argb = new int[rgb.length / 3];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255;
        }
        return argb;
    }

    private static float[] floats(String name) {
        byte[] bytes = bytes(name);
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Wav2LipGoldenTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
