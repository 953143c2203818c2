package io.talkmatrix.tts.english;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, zero",
        "007, seven",
        "13, thirteen",
        "40, forty",
        "99, ninety-nine",
        "100, one hundred",
        "110, one hundred ten",
        "1001, one thousand one",
        "1000000, one million",
        "12345678, twelve million three hundred forty-five thousand six hundred seventy-eight",
        "1000000000000000000000000000000000, one decillion"
    })
    void cardinals(String digits, String words) {
        assertThat(NumberWords.cardinal(digits)).isEqualTo(words);
    }

    @Test
    void aNumberWithoutANameIsReadDigitByDigit() {
        assertThat(NumberWords.cardinal("1" + "0".repeat(36)))
                .startsWith("one zero zero")
                .hasSize(3 + 36 * 5);
    }

    @ParameterizedTest
    @CsvSource({
        "1, first",
        "12, twelfth",
        "20, twentieth",
        "23, twenty-third",
        "100, one hundredth",
        "1000, one thousandth"
    })
    void ordinals(long number, String words) {
        assertThat(NumberWords.ordinal(number)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1905, nineteen oh five",
        "1999, nineteen ninety-nine",
        "1900, nineteen hundred",
        "2000, two thousand",
        "2005, two thousand five",
        "2010, twenty ten",
        "42, forty-two"
    })
    void years(int year, String words) {
        assertThat(NumberWords.year(year)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"3.14, three point one four", "0.50, zero point five", "2.0, two", ".5, zero point five"})
    void decimals(String number, String words) {
        assertThat(NumberWords.decimal(number)).isEqualTo(words);
    }
}
