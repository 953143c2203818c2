package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.asr.chinese.SimplifiedChinese;
import org.junit.jupiter.api.Test;

class FinishedTextTest {

    private final FinishedText text = new FinishedText(new SimplifiedChinese());

    @Test
    void englishPartsAreDividedByTheirSpaces() {
        text.append(" He was", "en").append(" not an ill", "en").append("-disposed man.", "en");
        assertThat(text).hasToString("He was not an ill-disposed man.");
    }

    @Test
    void chinesePartsStandClose() {
        text.append("我想問", "zh").append(" 一下", "zh").append(" ", "zh").append("多少錢", "zh");
        assertThat(text).hasToString("我想问一下多少钱");
    }

    @Test
    void aWindowThatFollowsBeginsANewWord() {
        text.append(" one", "en").breakHere("en");
        assertThat(text.append("two", "en")).hasToString("one two");
    }

    @Test
    void aCopyLeavesTheOriginalAsItWas() {
        text.append(" one", "en");
        assertThat(text.copy().append(" two", "en")).hasToString("one two");
        assertThat(text).hasToString("one");
        assertThat(text.length()).isEqualTo(3);
    }
}
