package io.talkmatrix.asr.chinese;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimplifiedChineseTest {

    private final SimplifiedChinese finish = new SimplifiedChinese();

    @Test
    void traditionalCharactersBecomeSimplified() {
        assertThat(finish.finish("廣州市房地產中介協會分析", "zh")).isEqualTo("广州市房地产中介协会分析");
    }

    @Test
    void spacesBetweenHanAndTitleMarksGo() {
        assertThat(finish.finish("《今天 的直播》 几点 开始 iPhone 16 多少钱", "zh")).isEqualTo("今天的直播 几点开始 iPhone 16 多少钱");
    }

    @Test
    void otherLanguagesStayAsTheyAre() {
        assertThat(finish.finish("It 's  fine", "en")).isEqualTo("It 's  fine");
    }
}
