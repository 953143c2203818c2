package io.talkmatrix.inference.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.inference.models.Models;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KokoroImporterTest {

    /** 大家好，欢迎来到我们的直播间！ */
    private static final long[] TOKENS = {
        0, 62, 43, 173, 21, 52, 43, 171, 16, 66, 43, 63, 169, 3, 16, 66, 65, 43, 171, 56, 51, 172, 112, 16, 54, 43, 51,
        172, 62, 43, 63, 173, 16, 65, 57, 169, 55, 83, 56, 16, 62, 140, 16, 23, 101, 172, 58, 65, 57, 171, 16, 21, 52,
        86, 171, 56, 5, 0
    };

    private final Models models = ModelStore.ofProcess();
    private final Inference inference = new Inference();

    @Test
    void theRewrittenModelSpeaksLikeTheShippedOne() throws IOException {
        float[] shipped = speak("model.onnx").audio();
        Speech rewritten = speak("kokoro.onnx");

        assertThat(rewritten.audio()).hasSameSizeAs(shipped);
        assertThat(rms(rewritten.audio())).isEqualTo(rms(shipped), within(rms(shipped) * 0.03));
        assertThat(signalToDifferenceDb(shipped, rewritten.audio())).isGreaterThan(10);

        assertThat(rewritten.durations()).hasSize(TOKENS.length);
        double units = 0;
        for (float duration : rewritten.durations()) {
            assertThat(duration).isGreaterThanOrEqualTo(1);
            units += duration;
        }
        assertThat(units * 600).isEqualTo(shipped.length);
    }

    private record Speech(float[] audio, float[] durations) {}

    private Speech speak(String file) throws IOException {
        FloatBuffer voice = ByteBuffer.wrap(Files.readAllBytes(models.file("kokoro-voices", "zf_xiaoxiao.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] style = new float[256];
        voice.position((TOKENS.length - 2) * 256).get(style);
        try (OnnxModel model = inference.load(models.file("kokoro-82m", file), Inference.Options.threads(2));
                Tensor tokens = Tensor.ofLongs(TOKENS, 1, TOKENS.length);
                Tensor row = Tensor.ofFloats(style, 1, 256);
                Tensor speed = Tensor.ofFloats(new float[] {1}, 1);
                Outputs outputs = model.run(Map.of("tokens", tokens, "style", row, "speed", speed))) {
            boolean timed = model.outputs().contains(KokoroImporter.DURATIONS);
            return new Speech(
                    outputs.get("audio").floats(),
                    timed ? outputs.get(KokoroImporter.DURATIONS).floats() : new float[0]);
        }
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float s : samples) {
            sum += s * s;
        }
        return Math.sqrt(sum / samples.length);
    }

    private static double signalToDifferenceDb(float[] signal, float[] other) {
        double power = 0;
        double difference = 0;
        for (int i = 0; i < signal.length; i++) {
            power += signal[i] * signal[i];
            difference += (signal[i] - other[i]) * (signal[i] - other[i]);
        }
        return 10 * Math.log10(power / difference);
    }
}
