package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void partsAreJoinedWithAPause() {
        Speech part = new Speech(new float[] {1, 1}, List.of(new PhonemeSpan("a", 0, 2)));

        Speech joined = Passages.joined(List.of(part, part), 3);

        assertThat(joined.samples()).containsExactly(1, 1, 0, 0, 0, 1, 1);
        assertThat(joined.phonemes())
                .containsExactly(
                        new PhonemeSpan("a", 0, 2),
                        new PhonemeSpan(PhonemeSpan.SILENCE, 2, 5),
                        new PhonemeSpan("a", 5, 7));
    }
}
