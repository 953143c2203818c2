package io.talkmatrix.asr.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.inference.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodingRulesTest {

    @TempDir
    Path folder;

    private WhisperVocabulary vocabulary; // a b c <|endoftext|> <|notimestamps|> <|0.00|>

    @BeforeEach
    void write() throws IOException {
        vocabulary = WhisperVocabulary.read(Files.writeString(
                folder.resolve("vocabulary.txt"), "a\nb\nc\n<|endoftext|>\n<|notimestamps|>\n<|0.00|>\n"));
    }

    @Test
    void theLargestAllowedLogitIsChosen() throws IOException {
        DecodingRules rules = rules("{\"suppress_ids\": [1], \"suppress_ids_begin\": [3]}");
        float[] logits = {1, 9, 2, 8, 9, 9};
        assertThat(rules.choose(logits.clone(), false).token()).isEqualTo(3);
        DecodingRules.Choice first = rules.choose(logits.clone(), true);
        assertThat(first.token()).isEqualTo(2);
        // Only 1 and 2 are left: log(e² / (e + e²)).
        assertThat(first.logProbability()).isEqualTo((float) -Math.log(1 + Math.exp(-1)), within(1e-6f));
    }

    @Test
    void aListThatNamesNoTokenIsRefused() {
        assertThatThrownBy(() -> rules("{\"suppress_ids\": [1, 6]}"))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("suppress_ids holds 6");
    }

    @Test
    void aPhraseSaidThreeTimesIsALoopAndAShortOneSixTimes() {
        assertThat(DecodingRules.loop(List.of(9, 1, 2, 3, 1, 2, 3))).isZero();
        assertThat(DecodingRules.loop(List.of(9, 1, 2, 3, 1, 2, 3, 1, 2, 3))).isEqualTo(3);
        assertThat(DecodingRules.loop(List.of(9, 5, 5, 5, 5, 5))).isZero();
        assertThat(DecodingRules.loop(List.of(9, 5, 5, 5, 5, 5, 5))).isEqualTo(1);
    }

    @Test
    void aLoopIsCutToOnePhrase() {
        assertThat(DecodingRules.withoutLoop(List.of(9, 1, 2, 3, 1, 2, 3, 1, 2, 3), 3))
                .containsExactly(9, 1, 2, 3);
        assertThat(DecodingRules.withoutLoop(List.of(5, 5, 5, 5, 5, 5), 1)).containsExactly(5);
    }

    @Test
    void theMostTokensGrowWithTheAudio() {
        assertThat(DecodingRules.mostTokens(0)).isEqualTo(8);
        assertThat(DecodingRules.mostTokens(160_000)).isEqualTo(128);
    }

    private DecodingRules rules(String config) throws IOException {
        return DecodingRules.read(Files.writeString(folder.resolve("config.json"), config), vocabulary);
    }
}
