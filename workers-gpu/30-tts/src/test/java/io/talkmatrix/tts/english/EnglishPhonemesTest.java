package io.talkmatrix.tts.english;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.tts.PhonemeVocabulary;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            It was 1905.            | ˌɪt wʌz nˌIntˈin ˈO fˈIv.
            """)
    void numbersAreReadInTheirStyle(String text, String phonemes) {
        assertThat(english.phonemes(text)).isEqualTo(phonemes);
    }

    @Test
    void textWithoutWordsHasNoPhonemes() {
        assertThat(english.phonemes("")).isEmpty();
        assertThat(english.phonemes(" \n\t ")).isEmpty();
        assertThat(english.phonemes("\u2603 \ud83d\ude00")).isEmpty();
    }
}
