package io.talkmatrix.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.cli.UserError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final Room ROOM = Room.of("main");

    @Test
    void aVoiceWithoutALanguageIsForTheOneThatIsSpoken() {
        assertThat(changed(Set.of("zh"), "tts.voice=zf_xiaoyi").voice()).containsExactly(Map.entry("zh", "zf_xiaoyi"));
        assertThatThrownBy(() -> changed(Set.of("zh", "en"), "tts.voice=zf_xiaoyi"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("tts.voice.zh=zf_xiaoyi");
    }

    @Test
    void aRoomIsChangedAndShownNowhere() {
        Room was = Room.of("main").toBuilder()
                .state(Room.State.CLOSED)
                .avatar("anna")
                .voice(Map.of("en", "af_heart"))
                .outputs(List.of("rtmp://example"))
                .clockSink("live")
                .seed(7)
                .build();
        Room now = Changes.parse(
                        List.of("room.avatar=ben", "room.seed=9", "tts.voice.zh=zf_xiaoyi", "room.engines.face=warp"))
                .of(was, Set.of(), "replay");
        assertThat(now.avatar()).isEqualTo("ben");
        assertThat(now.seed()).isEqualTo(9);
        assertThat(now.voice()).isEqualTo(Map.of("en", "af_heart", "zh", "zf_xiaoyi"));
        assertThat(now.engines()).isEqualTo(Map.of("face", "warp"));
        assertThat(now.outputs()).isEmpty();
        assertThat(now.clockSink()).isEqualTo("replay");
        assertThat(now.state()).isEqualTo(Room.State.OPEN);
    }

    @Test
    void everythingElseIsASettingOfTheStages() {
        assertThat(Changes.parse(List.of("tts.speed=1.2", "talkmatrix.face.codec=jpeg", "room.avatar=x", "tts.voice=y"))
                        .settings())
                .isEqualTo(Map.of("talkmatrix.tts.speed", "1.2", "talkmatrix.face.codec", "jpeg"));
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        assertThatThrownBy(() -> Changes.parse(List.of("tts.voice"))).hasMessageContaining("key=value");
        assertThatThrownBy(() -> changed(Set.of(), "room.seed=many")).hasMessageContaining("room.seed=many");
        assertThatThrownBy(() -> changed(Set.of(), "room.outputs=x")).hasMessageContaining("room.outputs");
    }

    private static Room changed(Set<String> languages, String... entries) {
        return Changes.parse(List.of(entries)).of(ROOM, languages, "");
    }
}
