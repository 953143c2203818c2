package io.talkmatrix.tts.mandarin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.tts.PhonemeVocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinyinSymbolsTest {

    @Test
    void everySyllableHasItsReferenceSymbols() throws IOException {
        List<String> lines;
        try (var reader = new BufferedReader(new InputStreamReader(
                PinyinSymbolsTest.class.getResourceAsStream("syllables.tsv"), StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }
        assertThat(lines).hasSize(417);
        for (String line : lines) {
            String[] columns = line.split("\t");
            String symbols = PinyinSymbols.symbols(new Syllable(columns[0], 5));
            assertThat(symbols).as(columns[0]).isEqualTo(columns[1]);
            assertThat(PhonemeVocabulary.known(symbols)).isEqualTo(symbols);
        }
    }

    @Test
    void theToneFollowsTheVowelAndPrecedesTheNasal() {
        assertThat(PinyinSymbols.symbols(Syllable.parse("huang2"))).isEqualTo("xwa↗ŋ");
        assertThat(PinyinSymbols.symbols(Syllable.parse("jiao1"))).isEqualTo("ʨjau→");
        assertThat(PinyinSymbols.symbols(Syllable.parse("zhi3"))).isEqualTo("ꭧɨ↓");
        assertThat(PinyinSymbols.symbols(Syllable.parse("lü4"))).isEqualTo("ly↘");
    }

    @Test
    void aSyllableThatIsNotMandarinIsRefused() {
        assertThatThrownBy(() -> PinyinSymbols.symbols(new Syllable("krz", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("krz1");
    }
}
