package io.talkmatrix.face.wav2lip;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.PaintedFace;
import io.talkmatrix.face.Scripts;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Viseme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The large generator is another network in the same place: its frames are those of the sound, in the right colours. */
class Wav2Lip256EngineTest {

    private static final int SIZE = PaintedFace.SIZE;
    private static final int CLICK_FRAME = 25;

    @Test
    void aClickIsRedInTheFrameDuringWhichItIsHeardAndInNoOther(@TempDir Path folder)
            throws IOException, InterruptedException {
        FaceScript script = new FaceScript();
        script.clause(0, Scripts.track(0, 2, Viseme.EE), Emotion.NEUTRAL, 0);
        byte[] pcm = new byte[2 * 2 * SpeechChunk.SAMPLE_RATE_HZ];
        pcm[2 * (int) (1.02 * SpeechChunk.SAMPLE_RATE_HZ) + 1] = 115;
        script.sound().append(pcm);
        try (FaceEngine engine = Wav2LipEngineContract.telling(folder, 256, Optional.empty())) {
            Wav2LipAvatar avatar = (Wav2LipAvatar) engine.load(PaintedFace.source());
            int mouth = (avatar.mask.top() + (int) (.79 * avatar.mask.height())) * SIZE
                    + avatar.mask.left()
                    + avatar.mask.width() / 2;
            try (FaceSession session = engine.open(avatar, Liveliness.mouthOnly(), "room")) {
                int[] argb = new int[SIZE * SIZE];
                session.ahead(script, CLICK_FRAME - 1, 3, Cancellation.none());
                for (int frame = CLICK_FRAME - 1; frame <= CLICK_FRAME + 1; frame++) {
                    session.render(script, frame, argb);
                    boolean red = (argb[mouth] >> 16 & 255) > 180 && (argb[mouth] & 255) < 40;
                    assertThat(red).as("frame %d", frame).isEqualTo(frame == CLICK_FRAME);
                }
            }
        }
    }
}
