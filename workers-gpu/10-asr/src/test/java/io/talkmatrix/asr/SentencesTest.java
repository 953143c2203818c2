package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Is shipping free? | true",
                "en | It was the first great sorrow of his life. | true",
                "en | He said \"stop!\" | true",
                "en | I would like to know | false",
                "en | So... | false",
                "en | Please ask Mr. | false",
                "en | It costs 3. | false",
                "zh | 今天几点开始？ | true",
                "zh | 这个包邮吗 | true",
                "zh | 这个多少钱 | true",
                "zh | 请问今天的直播几点开始呀 | false",
                "zh | 你们有没有 | true",
                "zh | 是不是 | false",
                "zh | 我想问一下 | false",
                "zh | 我想要一件。 | true",
            })
    void aSentenceIsKnownByItsEnd(String language, String text, boolean complete) {
        assertThat(Sentences.complete(text, language)).isEqualTo(complete);
    }
}
