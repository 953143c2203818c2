package io.talkmatrix.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ErrorRateTest {

    @Test
    void equalWordsHaveNoErrorWhateverTheirCaseAndSigns() {
        assertThat(ErrorRate.words("Hello, world! It's me.", "hello world it’s me"))
                .isZero();
        assertThat(ErrorRate.characters("今晚八点，开始。", "今晚八点开始")).isZero();
    }

    @Test
    void aReplacedAMissingAndAnExtraWordCountOneEach() {
        assertThat(ErrorRate.words("a b c d", "a x c d")).isEqualTo(.25, within(1e-9));
        assertThat(ErrorRate.words("a b c d", "a c d")).isEqualTo(.25, within(1e-9));
        assertThat(ErrorRate.words("a b c d", "a b b c d")).isEqualTo(.25, within(1e-9));
        assertThat(ErrorRate.characters("今晚八点", "今天八点")).isEqualTo(.25, within(1e-9));
    }

    @Test
    void nothingHeardIsAllWrong() {
        assertThat(ErrorRate.words("a b", "")).isEqualTo(1);
    }

    @Test
    void anEmptyReferenceIsRefused() {
        assertThatThrownBy(() -> ErrorRate.words("...", "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
