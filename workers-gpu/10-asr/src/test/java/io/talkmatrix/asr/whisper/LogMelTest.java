package io.talkmatrix.asr.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.asr.Clips;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogMelTest {

    /** Features of the first two seconds of a clip, made by an independent implementation (NumPy). */
    @Test
    void theFeaturesOfSpeechAreTheReferenceOnes() throws IOException {
        float[] samples = Arrays.copyOf(Clips.shortSentence().samples(), 32_000);
        float[] features = new LogMel(80).extract(samples, 200);
        assertThat(features).containsExactly(reference(), within(1e-4f));
    }

    @Test
    void silenceAfterTheAudioIsTheFloorOfItsLoudestFrame() {
        float[] features = new LogMel(80).extract(Clips.tone(1600, 1000), 40);
        float top = features[0];
        for (float value : features) {
            top = Math.max(top, value);
        }
        assertThat(features[39]).isEqualTo(top - 2, within(1e-5f));
    }

    @Test
    void thePowerSpectrumIsThatOfThePlainTransform() {
        double[] frame = new Random(3).doubles(400, -1, 1).toArray();
        double[] power = new double[201];
        new RealFft400().power(frame.clone(), power);
        for (int bin = 0; bin < power.length; bin++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < 400; n++) {
                re += frame[n] * Math.cos(2 * Math.PI * bin * n / 400);
                im -= frame[n] * Math.sin(2 * Math.PI * bin * n / 400);
            }
            assertThat(power[bin]).as("bin %d", bin).isEqualTo(re * re + im * im, within(1e-9));
        }
    }

    private static float[] reference() throws IOException {
        try (InputStream in = LogMelTest.class.getResourceAsStream("mel_80x200_f32le.bin")) {
            float[] values = new float[80 * 200];
            ByteBuffer.wrap(in.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return values;
        }
    }
}
