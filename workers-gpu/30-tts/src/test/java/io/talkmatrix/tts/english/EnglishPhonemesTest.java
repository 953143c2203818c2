package io.talkmatrix.tts.english;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.tts.PhonemeVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnglishPhonemesTest {

    private static OovNet net;
    private static EnglishPhonemes english;

    @BeforeAll
    static void load() {
        net = OovNet.load(HibariFolder.path(), new Inference());
        english = EnglishPhonemes.load(HibariFolder.path(), net);
    }

    @AfterAll
    static void close() {
        net.close();
    }

    static List<Sentence> sentences() {
        return Sentence.all();
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void aSentenceIsWrittenOutAndTaggedLikeTheReference(Sentence sentence) {
        String normalised = english.normalised(sentence.text());

        assertThat(normalised).isEqualTo(sentence.normalised());
        assertThat(english.tokens(normalised))
                .extracting(token -> token.text() + "/" + token.tag())
                .isEqualTo(sentence.tokens());
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void aSentenceSoundsLikeTheReference(Sentence sentence) {
        String phonemes = english.phonemes(sentence.text());

        assertThat(phonemes).isEqualTo(sentence.phonemes());
        assertThat(PhonemeVocabulary.paddedIds(phonemes)).containsExactly(sentence.ids());
    }

    /** Times, money, names, model numbers, contractions and the like, as the reference implementation reads them. */
    static Stream<Arguments> readings() throws IOException {
        try (InputStream in = EnglishPhonemesTest.class.getResourceAsStream("readings.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(columns -> Arguments.of(columns[0], columns[1]));
        }
    }

    @ParameterizedTest
    @MethodSource("readings")
    void unusualTextSoundsLikeTheReference(String text, String phonemes) {
        assertThat(english.phonemes(text)).isEqualTo(phonemes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            We answer 24/7, thx!        | We answer twenty-four seven, thanks!
            It costs $5–$10.            | It costs $5 to $10.
            It costs $5-10.             | It costs 5 to $10.
            65W, 1 L and 200g           | 65 watts, 1 liter and 200 grams
            Rated 4.8/5.                | Rated 4.8 out of 5.
            I'm 5'7" tall.              | I'm 5 foot 7 tall.
            OMG, btw, see omg.com       | oh my god, by the way, see omg.com
            """)
    void whatShopsAndViewersWriteIsWrittenOut(String text, String normalised) {
        assertThat(english.normalised(text)).isEqualTo(normalised);
    }

    @Test
    void aGuessedWordAlsoSetsTheSoundOfTheWordBefore() {
        assertThat(english.phonemes("the IPv6 address")).startsWith("ði ˈɪpv");
    }

    @Test
    void textWithoutWordsHasNoPhonemes() {
        assertThat(english.phonemes("")).isEmpty();
        assertThat(english.phonemes(" \n\t ")).isEmpty();
        assertThat(english.phonemes("\u2603 \ud83d\ude00")).isEmpty();
    }
}
