package io.talkmatrix.asr.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.asr.Piece;
import io.talkmatrix.inference.InferenceException;
import io.talkmatrix.inference.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperVocabularyTest {

    private final WhisperVocabulary vocabulary =
            WhisperVocabulary.read(ModelStore.ofProcess().file("whisper-base", "vocabulary.txt"));

    @Test
    void tokensAreReadAsTheWordsTheyStandFor() {
        assertThat(vocabulary.text(List.of(400, 370, 452, 7177, 6280))).isEqualTo(" And so my fellow Americans");
        assertThat(vocabulary.text(List.of(3588, 4438, 1541, 29993, 19550, 21596, 1546, 34592, 7626, 1543)))
                .isEqualTo("以下是普通话的句子。");
    }

    @Test
    void aTextBecomesTheTokensThatTheModelWasTrainedWith() {
        assertThat(vocabulary.ids(" 以下是普通话的句子。"))
                .containsExactly(220, 3588, 4438, 1541, 29993, 19550, 21596, 1546, 34592, 7626, 1543);
        assertThat(vocabulary.ids(" And so my fellow Americans")).containsExactly(400, 370, 452, 7177, 6280);
        assertThat(vocabulary.text(vocabulary.ids("廣\u0000 a"))).isEqualTo("廣\u0000 a");
    }

    @Test
    void aCharacterMayBeSplitOverTwoTokens() {
        assertThat(vocabulary.bytes(List.of(17527))).containsExactly(0xe5, 0xbb);
        assertThat(vocabulary.text(List.of(17527, 96))).isEqualTo("廣");
    }

    @Test
    void aPieceHoldsWholeCharacters() {
        assertThat(vocabulary.pieces(List.of(400, 370, 17527, 96, 50257)))
                .containsExactly(
                        new Piece(" And", List.of(400)),
                        new Piece(" so", List.of(370)),
                        new Piece("廣", List.of(17527, 96)));
        assertThat(vocabulary.pieces(List.of(400, 17527))).hasSize(2);
    }

    @Test
    void specialTokensHaveWhispersNumbersAndNoText() {
        assertThat(vocabulary.multilingual()).isTrue();
        assertThat(vocabulary.endOfText()).isEqualTo(50257);
        assertThat(vocabulary.special("<|startoftranscript|>")).isEqualTo(50258);
        assertThat(vocabulary.special("<|en|>")).isEqualTo(50259);
        assertThat(vocabulary.special("<|transcribe|>")).isEqualTo(50359);
        assertThat(vocabulary.special("<|notimestamps|>")).isEqualTo(50363);
        assertThat(vocabulary.text(List.of(50258, 400, 50257))).isEqualTo(" And");
    }

    @Test
    void anotherModelsVocabularyIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("vocabulary.txt"), "the\nof\n");
        assertThatThrownBy(() -> WhisperVocabulary.read(file))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("no <|endoftext|>");
    }
}
