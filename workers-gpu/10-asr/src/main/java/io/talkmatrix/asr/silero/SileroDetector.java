package io.talkmatrix.asr.silero;

import io.talkmatrix.asr.VoiceDetector;
import io.talkmatrix.inference.Device;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.Outputs;
import io.talkmatrix.inference.Tensor;
import io.talkmatrix.inference.models.Models;
import java.util.Arrays;
import java.util.Map;

/**
 * Silero VAD v6 (github.com/snakers4/silero-vad), 16 kHz: {@code input} f32 [1, 576] (the last 64 samples of the
 * previous hop and 512 new ones), {@code state} f32 [2, 1, 128], {@code sr} i64 scalar → {@code output} f32 [1, 1],
 * {@code stateN}.
 */
public final class SileroDetector implements VoiceDetector {

    public static final String MODEL = "silero-vad";

    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;
    private static final int SAMPLE_RATE_HZ = 16_000;

    private final OnnxModel model;

    public SileroDetector(Inference inference, Models models) {
        model = inference.load(
                models.file(MODEL, "silero_vad_v6.onnx"),
                Inference.Options.threads(1).on(Device.CPU));
    }

    @Override
    public Ear open() {
        return new SileroEar();
    }

    @Override
    public void close() {
        model.close();
    }

    private final class SileroEar implements Ear {

        private final float[] input = new float[CONTEXT + HOP];
        private final Tensor rate = Tensor.ofLongs(new long[] {SAMPLE_RATE_HZ});
        private Tensor state = silence();
        private Outputs owner; // of state, once it came out of a run

        @Override
        public float speechProbability(float[] hop) {
            System.arraycopy(input, HOP, input, 0, CONTEXT);
            System.arraycopy(hop, 0, input, CONTEXT, HOP);
            try (Tensor tensor = Tensor.ofFloats(input, 1, input.length)) {
                Outputs outputs = model.run(Map.of("input", tensor, "state", state, "sr", rate));
                release();
                owner = outputs;
                state = outputs.get("stateN");
                return outputs.get("output").floats()[0];
            }
        }

        @Override
        public void reset() {
            release();
            owner = null;
            state = silence();
            Arrays.fill(input, 0);
        }

        @Override
        public void close() {
            rate.close();
            release();
        }

        private void release() {
            if (owner == null) {
                state.close();
            } else {
                owner.close();
            }
        }
    }

    private static Tensor silence() {
        return Tensor.ofFloats(new float[STATE], 2, 1, 128);
    }
}
