package io.talkmatrix.topologies.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Hello there my friend | 0.0  | ''
            Hello there my friend | 0.2  | ''
            Hello there my friend | 0.25 | Hello
            Hello there my friend | 0.99 | Hello there my
            Hello there my friend | 1.0  | Hello there my friend
            It is 3.14 exactly    | 0.45 | It is
            It's don't            | 0.75 | It's
            今天晚上八点开始       | 0.5  | 今天晚上
            今天买iPhone手机       | 0.5  | 今天买
            """)
    void cutTextEndsAtAWordOrCharacter(String text, double share, String beginning) {
        assertThat(Words.beginning(text, share)).isEqualTo(beginning);
    }

    @Test
    void charactersBeyondTheBasicPlaneAreNotTorn() {
        assertThat(Words.beginning("𠮷𠮷𠮷", 0.5)).isEqualTo("𠮷");
        assertThat(Words.atMost(3, "𠮷𠮷𠮷")).isEqualTo("𠮷");
    }

    @Test
    void clausesAreJoinedWithASpaceOnlyWhereTheScriptHasThem() {
        assertThat(Words.join("Hello,", "world.")).isEqualTo("Hello, world.");
        assertThat(Words.join("Hello, ", "world.")).isEqualTo("Hello, world.");
        assertThat(Words.join("你好，", "欢迎")).isEqualTo("你好，欢迎");
        assertThat(Words.joinQuestions("多少钱", "包邮吗")).isEqualTo("多少钱，包邮吗");
        assertThat(Words.joinQuestions("多少钱？", "包邮吗")).isEqualTo("多少钱？包邮吗");
        assertThat(Words.joinQuestions("How much", "with shipping")).isEqualTo("How much with shipping");
    }

    @Test
    void segmentsWhollyPlayedCountAndOfTheNextOneItsPlayedShare() {
        List<Clause> clauses = List.of(
                new Clause("One two.", 24_000), new Clause("three four five", 72_000), new Clause("six", 96_000));

        assertThat(Words.heard(clauses, 0)).isEmpty();
        assertThat(Words.heard(clauses, 23_999)).isEqualTo("One two");
        assertThat(Words.heard(clauses, 24_000)).isEqualTo("One two.");
        assertThat(Words.heard(clauses, 48_000)).isEqualTo("One two. three");
        assertThat(Words.heard(clauses, 95_999)).isEqualTo("One two. three four five");
        assertThat(Words.heard(clauses, 96_000)).isEqualTo("One two. three four five six");
    }

    @Test
    void segmentWhoseEndIsUnknownCountsAsSlowlySpoken() {
        List<Clause> clauses = List.of(new Clause("四个汉字", -1));

        assertThat(Words.heard(clauses, 7_199)).isEmpty();
        assertThat(Words.heard(clauses, 7_200)).isEqualTo("四");
    }
}
