package io.talkmatrix.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8:30 pm on March 3rd, 2025 | 8.30pm on March third 2025",
                "costs $49.99 today | costs 49 dollars and ninety-nine cents today",
                "1,250 shares for £3.5 million | one thousand two hundred fifty shares for 3.5 million pounds",
                "0.25 percent, 95% | zero point two five percent ninety five %",
                "my e-mail, Dr. Smith | my email doctor smith"
            })
    void englishWritingsOfOneThingAreEqual(String one, String other) {
        assertThat(SpokenForm.english(one)).isEqualTo(SpokenForm.english(other));
    }

    @ParameterizedTest
    @CsvSource({"today, tomorrow", "12, 20", "$5, £5", "2025, 2052"})
    void englishOfDifferentMeaningStaysDifferent(String one, String other) {
        assertThat(SpokenForm.english(one)).isNotEqualTo(SpokenForm.english(other));
    }

    @ParameterizedTest
    @CsvSource({
        "晚上8点30分, 晚上8:30",
        "晚上8点30分, 晚上8.30分",
        "38到44, 38-44",
        "满299元, 满二百九十九元",
        "一米六到一米六八, 1.6-1.68",
        "它很好, 他很好",
        "5%的, 百分之五的",
        "1.2公斤, 一点二公斤",
        "2024年11月, 二零二四年十一月",
        "400-820-8820, 4008208820",
        "下午2点, 下午两点",
        "1005和1015, 一千零五和一千零一十五"
    })
    void mandarinWritingsOfOneThingAreEqual(String one, String other) {
        assertThat(SpokenForm.mandarin(one)).isEqualTo(SpokenForm.mandarin(other));
    }
}
