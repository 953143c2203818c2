package io.talkmatrix.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.PhonemeSpan;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.TtsEngineContract;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KokoroMandarinTest extends TtsEngineContract {

    @Override
    protected TtsEngine engine() {
        return KokoroModel.ENGINE;
    }

    @Override
    protected Clause clause() {
        return Clause.of("今天全场五折起！", "zh");
    }

    @Override
    protected String longText() {
        return "大家好，欢迎来到我们的直播间，今天给大家带来的是一款保温杯，".repeat(3);
    }

    @Test
    void theEdgeSilenceOfAShortClauseIsCut() {
        Speech speech = say(clause());

        assertThat(speech.millis()).isBetween(1_200L, 2_000L);
    }

    @Test
    void thePhonemesAreThoseOfTheFrontEndInOrder() {
        String symbols =
                say(clause()).phonemes().stream().map(PhonemeSpan::symbol).collect(Collectors.joining());

        assertThat(symbols.strip()).startsWith("ʨi→ntʰjɛ→n ʨʰɥɛ↗nꭧʰa↗ŋ u↓ ꭧɤ↗ ʨʰi");
    }

    @Test
    void aFasterClauseIsShorter() {
        Clause plain = clause();
        Clause fast = new Clause(plain.text(), "zh", "", 1.5f, plain.emotion(), 0, 0);

        assertThat(say(fast).millis()).isLessThan((long) (say(plain).millis() * 0.8));
    }

    @Test
    void anotherVoiceSoundsDifferent() {
        assertThat(say(clause().withVoice("zm_yunxi")).samples())
                .isNotEqualTo(say(clause()).samples());
    }

    @Test
    void englishWordsInsideAClauseAreSpoken() {
        String symbols = say(Clause.of("用 App 下单", "zh")).phonemes().stream()
                .map(PhonemeSpan::symbol)
                .collect(Collectors.joining());

        assertThat(symbols).contains("həlˈO wˈɜɹld").contains("ɕja");
    }
}
