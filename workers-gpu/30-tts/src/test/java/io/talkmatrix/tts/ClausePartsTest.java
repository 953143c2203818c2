package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClausePartsTest {

    @Test
    void aShortClauseStaysWhole() {
        assertThat(ClauseParts.of(" 你好，世界。再见！ ")).containsExactly("你好，世界。再见！");
        assertThat(ClauseParts.of("  ")).isEmpty();
    }

    @Test
    void aLongTextIsCutAtItsLastSentenceThatFits() {
        String sentence = "一二三四五六七八九，十一二三四五六七八九。";

        assertThat(ClauseParts.of(sentence.repeat(3))).containsExactly(sentence.repeat(2), sentence);
    }

    @Test
    void withoutSentencesItIsCutAtACommaAndWithoutCommasAtASpace() {
        String clause = "one two, three four five six seven eight nine ten eleven twelve, ";

        assertThat(ClauseParts.of(clause.repeat(3)))
                .allSatisfy(part -> assertThat(part).endsWith(","))
                .hasSizeGreaterThan(1);
        assertThat(ClauseParts.of("word ".repeat(50)))
                .allSatisfy(part -> assertThat(part).startsWith("word").endsWith("word"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void aNumberIsNotTornApart() {
        String text = "a".repeat(120) + " 1,299 " + "b".repeat(60);

        assertThat(ClauseParts.of(text)).containsExactly("a".repeat(120) + " 1,299", "b".repeat(60));
    }

    @Test
    void textWithoutAnyBreakIsCutByLength() {
        assertThat(ClauseParts.of("好".repeat(120))).containsExactly("好".repeat(50), "好".repeat(50), "好".repeat(20));
    }
}
