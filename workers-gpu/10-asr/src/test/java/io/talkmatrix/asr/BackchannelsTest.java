package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackchannelsTest {

    private final Backchannels backchannels =
            new Backchannels(Interruption.usual().backchannels());

    @ParameterizedTest
    @ValueSource(strings = {"嗯", "嗯嗯。", "哦，好的", "对对对", "Uh-huh.", "Mm-hmm", "Yeah, yeah.", "OK, I see.", "嗯 OK"})
    void whatAListenerSaysWantsNothing(String text) {
        assertThat(backchannels.only(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", "好贵", "等一下", "对不起", "Stop.", "Yeah, but how much is it?", "I", "see"})
    void anythingElseWantsSomething(String text) {
        assertThat(backchannels.only(text)).isFalse();
    }
}
