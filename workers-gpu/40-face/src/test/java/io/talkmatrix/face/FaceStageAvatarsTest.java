package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.StageFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where the face of a room comes from, and what a room is told if it does not come. */
class FaceStageAvatarsTest {

    private final FaceStages stages = new FaceStages();
    private final FakeRoom room = new FakeRoom();

    @Test
    void aBadPortraitFailsTheTurnWithItsReason() {
        FaceEngine engine = new PaintedEngine();
        AvatarLibrary avatars = new AvatarLibrary(
                engine,
                look -> {
                    throw new PortraitException("there is no portrait at " + look.avatar());
                },
                Runnable::run,
                4);
        FaceStage stage = new FaceStage(FaceEngines.only(engine, avatars), FaceStages.settings(), () -> 0, () -> {});
        try (RoomSession<SpeechChunk> session = stage.open(room)) {
            assertThatThrownBy(() -> session.handle(StageSpeech.turn(.4).get(0), room))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("avatar: there is no portrait at default");
            assertThat(session.held()).isZero();
        }
    }

    @Test
    void anAvatarThatIsNotReadyInTimeFailsTheTurn() {
        FaceEngine engine = new PaintedEngine();
        AvatarLibrary never = new AvatarLibrary(engine, name -> PaintedFace.source(), work -> {}, 4);
        assertThatThrownBy(() -> never.await(new Look("slow", Scene.PLAIN), Duration.ofMillis(1)))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("slow was not ready within 1 ms");
    }

    @Test
    void roomsShareALoadedAvatar() throws Exception {
        FaceStage stage = stages.painted();
        for (int i = 0; i < 3; i++) {
            FaceStages.handle(stage, new FakeRoom(), StageSpeech.turn(.2));
        }
        assertThat(stages.engine.loads()).isEqualTo(1);
    }
}
