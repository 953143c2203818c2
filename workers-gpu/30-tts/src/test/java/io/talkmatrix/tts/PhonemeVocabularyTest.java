package io.talkmatrix.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhonemeVocabularyTest {

    @Test
    void symbolsHaveTheIdsTheModelsWereTrainedWith() {
        assertThat(PhonemeVocabulary.paddedIds("ta↘ʨja→ xau↓!"))
                .containsExactly(0, 62, 43, 173, 21, 52, 43, 171, 16, 66, 43, 63, 169, 5, 0);
        assertThat(PhonemeVocabulary.paddedIds("həlˈO ʃ")).containsExactly(0, 50, 83, 54, 156, 31, 16, 131, 0);
        assertThat(PhonemeVocabulary.id('ᵻ')).isEqualTo(177);
        assertThat(PhonemeVocabulary.id('ꭧ')).isEqualTo(23);
    }

    @Test
    void theTableHas114Symbols() {
        int known = 0;
        for (char symbol = 0; symbol < Character.MAX_VALUE; symbol++) {
            if (PhonemeVocabulary.contains(symbol)) {
                known++;
                assertThat(PhonemeVocabulary.id(symbol)).isBetween(1, PhonemeVocabulary.SIZE - 1);
            }
        }
        assertThat(known).isEqualTo(114);
    }

    @Test
    void symbolsThatAreNotInTheTableAreLeftOut() {
        assertThat(PhonemeVocabulary.known("g\u4e00a")).isEqualTo("a");
        assertThat(PhonemeVocabulary.paddedIds("g")).containsExactly(0, 0);
        assertThatThrownBy(() -> PhonemeVocabulary.id('g')).hasMessageContaining("U+0067");
    }
}
