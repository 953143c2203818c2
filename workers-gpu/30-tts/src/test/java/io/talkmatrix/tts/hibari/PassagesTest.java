package io.talkmatrix.tts.hibari;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassagesTest {

    @Test
    void whatFitsStaysWhole() {
        assertThat(Passages.of("a. b, c", 7)).containsExactly("a. b, c");
    }

    @Test
    void aCutIsMadeAfterASentenceThenAClauseThenAWord() {
        assertThat(Passages.of("aa. bb, cc dd", 11)).containsExactly("aa.", "bb, cc dd");
        assertThat(Passages.of("aa bb, cc dd", 10)).containsExactly("aa bb,", "cc dd");
        assertThat(Passages.of("aa bb cc dd", 9)).containsExactly("aa bb cc", "dd");
    }

    @Test
    void oneEndlessWordIsCutAnywhere() {
        assertThat(Passages.of("aaaaaaa", 3)).containsExactly("aaa", "aaa", "a");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(Passages.of("  ", 3)).isEmpty();
    }
}
