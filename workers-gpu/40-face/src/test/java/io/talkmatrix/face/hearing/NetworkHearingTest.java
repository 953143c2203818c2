package io.talkmatrix.face.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.Hearing;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The reference numbers are those of the training's own Python ({@code training/vectors.py}). */
class NetworkHearingTest {

    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;
    private final byte[] voice = resource("voice.pcm");
    private final List<String[]> reference = new String(resource("voice.txt"), StandardCharsets.US_ASCII)
            .lines()
            .map(line -> line.split(" "))
            .toList();

    @Test
    void bandLevelsAreThoseOfTheTraining() {
        List<float[]> frames = levels(voice);
        for (String[] line : lines("levels")) {
            float[] frame = frames.get(Integer.parseInt(line[1]));
            assertThat(frame).as("frame %s", line[1]).containsExactly(floats(line), within(1e-3f));
        }
    }

    @Test
    void theNetworkSaysWhatItSaidInTraining() {
        HearingWeights weights = HearingWeights.shipped();
        List<LayerStream> layers = new ArrayList<>();
        weights.layers()
                .forEach(layer -> layers.add(new LayerStream(
                        layer, layers.size() + 1 == weights.layers().size())));
        List<float[]> said = new ArrayList<>();
        byte[] withSilence = Arrays.copyOf(voice, voice.length + 2 * BandLevels.HOP * (weights.ahead() + 2));
        for (float[] frame : levels(withSilence)) {
            float[] values = frame;
            for (int i = 0; i < layers.size() && values != null; i++) {
                values = layers.get(i).add(values);
            }
            if (values != null) {
                said.add(logProbabilities(values));
            }
        }
        for (String[] line : lines("says")) {
            assertThat(said.get(Integer.parseInt(line[1])))
                    .as("frame %s", line[1])
                    .containsExactly(floats(line), within(5e-3f));
        }
    }

    @Test
    void theShapesAreThoseOfTheTraining() {
        String[] line = lines("shapes").get(0);
        List<Viseme> expected = Arrays.stream(line)
                .skip(2)
                .map(shape -> Viseme.values()[Integer.parseInt(shape)])
                .toList();
        List<Viseme> heard = new ArrayList<>();
        for (TimedViseme timed : hear(voice, voice.length, 0)) {
            long frames = (timed.endSamples() - timed.startSamples()) / BandLevels.HOP;
            for (int i = 0; i < frames; i++) {
                heard.add(timed.viseme());
            }
        }
        assertThat(heard).isEqualTo(expected).contains(Viseme.NEUTRAL);
    }

    @Test
    void howTheSoundIsCutChangesNothing() {
        List<TimedViseme> whole = hear(voice, voice.length, 0);
        assertThat(hear(voice, 2, 0)).isEqualTo(whole);
        assertThat(hear(voice, 1_998, 0)).isEqualTo(whole);
        assertThat(hear(voice, 14_400, 0)).isEqualTo(whole);
    }

    @Test
    void shapesFollowOneAnotherFromTheFirstSampleToTheLast() {
        byte[] odd = Arrays.copyOf(voice, voice.length - 2 * 101);
        long at = 5_000;
        for (TimedViseme timed : hear(odd, 4_800, at)) {
            assertThat(timed.startSamples()).isEqualTo(at);
            assertThat(timed.endSamples() - timed.startSamples()).isBetween(1L, 24L * BandLevels.HOP + BandLevels.HOP);
            at = timed.endSamples();
        }
        assertThat(at).isEqualTo(5_000 + odd.length / 2);
    }

    @Test
    void shapesAreCertainWithinSixTenthsOfASecond() {
        Hearing.Listening listening = NetworkHearing.load().open(0);
        long known = 0;
        for (int at = 0; at + 480 <= voice.length; at += 480) {
            for (TimedViseme timed : listening.add(Arrays.copyOfRange(voice, at, at + 480))) {
                known = timed.endSamples();
            }
            assertThat((at + 480) / 2 - known).isLessThan((long) (.60 * RATE));
        }
    }

    @Test
    void silenceIsRest() {
        assertThat(hear(new byte[2 * 2 * RATE], 9_600, 0))
                .extracting(TimedViseme::viseme)
                .containsOnly(Viseme.NEUTRAL);
    }

    @Test
    void noiseIsRest() {
        for (double level : new double[] {3, 30, 300, 1500}) {
            assertThat(share(hear(noise(4, level, 5), 9_600, 0), Viseme.NEUTRAL))
                    .as("rest in noise of %s", level)
                    .isGreaterThan(.97);
        }
    }

    @Test
    void aSegmentWithoutSoundHasNoShapes() {
        assertThat(hear(new byte[0], 1, 0)).isEmpty();
    }

    @Test
    void aSegmentThatIsOverTakesNoMore() {
        Hearing.Listening listening = NetworkHearing.load().open(0);
        listening.finish();
        assertThatThrownBy(() -> listening.add(new byte[2]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("over");
    }

    @Test
    void weightsThatAreNoneSaySo() {
        assertThatThrownBy(() -> HearingWeights.read(ByteBuffer.wrap(new byte[64])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not begin");
        byte[] cut = Arrays.copyOf(resource("/io/talkmatrix/face/hearing/hearing.bin"), 20_000);
        assertThatThrownBy(() -> HearingWeights.read(ByteBuffer.wrap(cut)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end within a layer");
    }

    private static List<TimedViseme> hear(byte[] pcm, int bytesACall, long start) {
        Hearing.Listening listening = NetworkHearing.load().open(start);
        List<TimedViseme> heard = new ArrayList<>();
        for (int at = 0; at < pcm.length; at += bytesACall) {
            heard.addAll(listening.add(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + bytesACall))));
        }
        heard.addAll(listening.finish());
        return heard;
    }

    private static double share(List<TimedViseme> track, Viseme viseme) {
        long all = 0;
        long of = 0;
        for (TimedViseme timed : track) {
            long samples = timed.endSamples() - timed.startSamples();
            all += samples;
            of += timed.viseme() == viseme ? samples : 0;
        }
        return (double) of / all;
    }

    private static byte[] noise(double seconds, double level, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer pcm = ByteBuffer.allocate(2 * (int) (seconds * RATE)).order(ByteOrder.LITTLE_ENDIAN);
        while (pcm.hasRemaining()) {
            pcm.putShort((short) Math.round(random.nextDouble(-1, 1) * level));
        }
        return pcm.array();
    }

    private static List<float[]> levels(byte[] pcm) {
        BandLevels levels = new BandLevels();
        List<float[]> frames = new ArrayList<>();
        float[] frame = new float[BandLevels.VALUES];
        for (int i = 0; i < pcm.length; i += 2) {
            if (levels.add((short) (pcm[i] & 0xff | pcm[i + 1] << 8), frame)) {
                frames.add(frame.clone());
            }
        }
        return frames;
    }

    private static float[] logProbabilities(float[] logits) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        float[] out = logits.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] -= (float) Math.log(sum);
        }
        return out;
    }

    private List<String[]> lines(String kind) {
        List<String[]> found =
                reference.stream().filter(line -> line[0].equals(kind)).toList();
        assertThat(found).as(kind).isNotEmpty();
        return found;
    }

    private static float[] floats(String[] line) {
        float[] values = new float[line.length - 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(line[i + 2]);
        }
        return values;
    }

    private static byte[] resource(String name) {
        try (InputStream in = NetworkHearingTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
