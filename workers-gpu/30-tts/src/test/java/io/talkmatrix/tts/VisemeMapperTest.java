package io.talkmatrix.tts;

import static io.talkmatrix.stage.Viseme.AH;
import static io.talkmatrix.stage.Viseme.D;
import static io.talkmatrix.stage.Viseme.EE;
import static io.talkmatrix.stage.Viseme.EH;
import static io.talkmatrix.stage.Viseme.F;
import static io.talkmatrix.stage.Viseme.K;
import static io.talkmatrix.stage.Viseme.L;
import static io.talkmatrix.stage.Viseme.M;
import static io.talkmatrix.stage.Viseme.NEUTRAL;
import static io.talkmatrix.stage.Viseme.OH;
import static io.talkmatrix.stage.Viseme.R;
import static io.talkmatrix.stage.Viseme.S;
import static io.talkmatrix.stage.Viseme.SH;
import static io.talkmatrix.stage.Viseme.UH;
import static io.talkmatrix.stage.Viseme.WOO;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisemeMapperTest {

    @Test
    void mandarinSymbolsBecomeTheirMouthShapes() {
        assertThat(shapes("pa→")).containsExactly(M, AH);
        assertThat(shapes("ʨʰy↗")).containsExactly(SH, WOO);
        assertThat(shapes("ʨʰi↗")).containsExactly(S, EE);
        assertThat(shapes("ꭧɨ→")).containsExactly(SH);
        assertThat(shapes("sɨ→")).containsExactly(S);
        assertThat(shapes("ʦʰɨ↓")).containsExactly(S);
        assertThat(shapes("xau↓")).containsExactly(K, AH, WOO);
        assertThat(shapes("ɥɛ↘n")).containsExactly(WOO, EH, D);
        assertThat(shapes("ɚ↗")).containsExactly(UH, R);
    }

    @Test
    void englishSymbolsBecomeTheirMouthShapes() {
        assertThat(shapes("həlˈO")).containsExactly(K, UH, L, OH, WOO);
        assertThat(shapes("fˈIv")).containsExactly(F, AH, EE, F);
        assertThat(shapes("wˈɛlkəm")).containsExactly(WOO, EH, L, K, UH, M);
    }

    @Test
    void aDiphthongIsSplitAt55Percent() {
        assertThat(VisemeMapper.visemes(List.of(new PhonemeSpan("A", 0, 1000)), 100))
                .containsExactly(new TimedViseme(EH, 100, 650), new TimedViseme(EE, 650, 1100));
    }

    @Test
    void marksGiveTheirTimeToTheSoundBefore() {
        List<PhonemeSpan> phonemes = List.of(
                new PhonemeSpan("m", 0, 600), new PhonemeSpan("a", 600, 1200), new PhonemeSpan("↘", 1200, 6000));

        assertThat(VisemeMapper.visemes(phonemes, 0))
                .containsExactly(new TimedViseme(M, 0, 600), new TimedViseme(AH, 600, 6000));
    }

    @Test
    void stressAtTheStartOfAWordBelongsToTheSoundItAnnounces() {
        List<PhonemeSpan> phonemes = List.of(
                new PhonemeSpan(" ", 0, 3000), new PhonemeSpan("ˈ", 3000, 3600), new PhonemeSpan("ɛ", 3600, 4800));

        assertThat(VisemeMapper.visemes(phonemes, 0))
                .containsExactly(new TimedViseme(NEUTRAL, 0, 3000), new TimedViseme(EH, 3000, 4800));
    }

    @Test
    void stressWithinAWordBelongsToTheSoundItAnnounces() {
        List<PhonemeSpan> phonemes = List.of(
                new PhonemeSpan("b", 0, 600), new PhonemeSpan("ˈ", 600, 2400), new PhonemeSpan("ɛ", 2400, 3600));

        assertThat(VisemeMapper.visemes(phonemes, 100))
                .containsExactly(new TimedViseme(M, 100, 700), new TimedViseme(EH, 700, 3700));
    }

    @Test
    void neighboursShareASpaceThatIsNotHeard() {
        List<PhonemeSpan> phonemes = List.of(
                new PhonemeSpan("a", 0, 600),
                new PhonemeSpan(" ", 600, 1200),
                new PhonemeSpan("ˈ", 1200, 1800),
                new PhonemeSpan("o", 1800, 2400));

        assertThat(VisemeMapper.visemes(phonemes, 0))
                .containsExactly(new TimedViseme(AH, 0, 900), new TimedViseme(OH, 900, 2400));
    }

    @Test
    void onlyASpaceThatIsHeardClosesTheMouth() {
        List<PhonemeSpan> run = List.of(
                new PhonemeSpan("a", 0, 600), new PhonemeSpan(" ", 600, 1200), new PhonemeSpan("o", 1200, 1800));
        List<PhonemeSpan> pause = List.of(
                new PhonemeSpan("a", 0, 600), new PhonemeSpan(" ", 600, 2400), new PhonemeSpan("o", 2400, 3000));

        assertThat(VisemeMapper.visemes(run, 0)).extracting(TimedViseme::viseme).containsExactly(AH, OH);
        assertThat(VisemeMapper.visemes(pause, 0))
                .extracting(TimedViseme::viseme)
                .containsExactly(AH, NEUTRAL, OH);
    }

    @Test
    void everySoundOfTheVocabularyHasAShape() {
        String sounds = "ʣʥʦʨꭧAIOQSTWYabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔᵊᵻ";

        for (int i = 0; i < sounds.length(); i++) {
            String symbol = sounds.substring(i, i + 1);
            if (!symbol.equals("S")) {
                assertThat(shapes(symbol)).as(symbol).doesNotContain(NEUTRAL);
            }
        }
    }

    private static List<Viseme> shapes(String symbols) {
        List<PhonemeSpan> spans = new ArrayList<>();
        for (int i = 0; i < symbols.length(); i++) {
            spans.add(new PhonemeSpan(symbols.substring(i, i + 1), i * 1200, (i + 1) * 1200));
        }
        return VisemeMapper.visemes(spans, 0).stream().map(TimedViseme::viseme).toList();
    }
}
