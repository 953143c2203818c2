package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.asr.chinese.SimplifiedChinese;
import io.talkmatrix.asr.silero.SileroDetector;
import io.talkmatrix.asr.whisper.WhisperEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import io.talkmatrix.stage.Command.Kind;
import io.talkmatrix.stage.RoomSession;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Silero and Whisper base make of speech and noise over a host. */
class BargeInModelTest {

    private static final int CHUNK_BYTES = 640;

    private static AsrStage stage;

    private final Collected out = new Collected();

    @BeforeAll
    static void load() {
        Inference inference = new Inference();
        ModelStore models = ModelStore.ofProcess();
        WhisperEngine engine = new WhisperEngine(inference, models, "whisper-base", 2);
        stage = new AsrStage(
                engine,
                new SileroDetector(inference, models),
                new AsrStage.Manner(Listening.to(List.of("zh", "en")), Interruption.usual(), new SimplifiedChinese()),
                new Recognizer(engine, new ScriptedHands(), 1));
    }

    @AfterAll
    static void release() {
        stage.close();
    }

    @Test
    void aSentenceCutsTheHostOffWhileItIsSpoken() throws InterruptedException {
        hear(Clips.between(16_000, Clips.mandarin().get(1).pcm(), 32_000));
        assertThat(out.requests()).containsExactly(Kind.PAUSE, Kind.INTERRUPT);
        assertThat(out.finals()).hasSize(1);
        assertThat(out.all.indexOf(out.commands.get(1)))
                .isLessThan(out.all.indexOf(out.finals().get(0)));
    }

    @Test
    void noiseDoesNotCutTheHostOff() throws InterruptedException {
        float[] noise = Clips.noise(6 * 16_000, .01);
        Random random = new Random(3);
        for (int stroke = 0; stroke < 30; stroke++) { // somebody types
            int at = random.nextInt(noise.length - 400);
            for (int i = 0; i < 400; i++) {
                noise[at + i] += (float) (0.4 * random.nextGaussian() * Math.exp(-i / 60.0));
            }
        }
        hear(Clips.toPcm(noise));
        hear(Clips.toPcm(Clips.tone(3 * 16_000, 440)));
        assertThat(out.requests()).doesNotContain(Kind.INTERRUPT);
        assertThat(out.finals()).isEmpty();
    }

    @Test
    void theHostsOwnSentenceOutOfTheLoudspeakerIsNoTurn() throws InterruptedException {
        EchoScene scene =
                new EchoScene(Clips.resource("host-en.wav")).echo(160, -12, 300).noise(-60);
        TestRoom room = new TestRoom(EchoScene.BEGIN);
        room.host = scene.voice();
        float[] samples = new float[scene.hops() * VoiceDetector.HOP];
        for (int i = 0; i < scene.hops(); i++) {
            System.arraycopy(scene.hop(i), 0, samples, i * VoiceDetector.HOP, VoiceDetector.HOP);
        }
        hear(Clips.toPcm(samples), room);
        assertThat(out.all).isEmpty();
    }

    private void hear(byte[] pcm) throws InterruptedException {
        hear(pcm, new TestRoom(EchoScene.BEGIN));
    }

    private void hear(byte[] pcm, TestRoom room) throws InterruptedException {
        room.active = Optional.of("the-hosts");
        try (RoomSession<AudioChunk> session = stage.open(room)) {
            for (int at = 0; at + CHUNK_BYTES <= pcm.length; at += CHUNK_BYTES) {
                long seq = at / CHUNK_BYTES;
                byte[] part = Arrays.copyOfRange(pcm, at, at + CHUNK_BYTES);
                session.handle(
                        new AudioChunk(
                                "room", "microphone", seq, EchoScene.BEGIN + seq * 20, part, Endpointing.VAD, false),
                        out);
            }
        }
    }
}
