package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private final Agreement agreement = new Agreement(2);

    @Test
    void oneHypothesisSettlesNothing() {
        hear("en", " one", " two", " three", " four");
        assertThat(settled()).isEmpty();
    }

    @Test
    void whatTwoHypothesesAgreeOnIsSettledShortOfItsLastWords() {
        hear("en", " one", " two", " three", " four");
        hear("en", " one", " two", " three", " for", " you");
        assertThat(settled()).isEqualTo(" one");
    }

    @Test
    void endingsAndPunctuationBelongToTheirWord() {
        hear("en", " ill", "-", "dis", "posed", ",", " young", " man");
        hear("en", " ill", "-", "dis", "posed", ",", " young", " man");
        assertThat(settled()).isEqualTo(" ill-disposed,");
        Agreement once = new Agreement(1);
        hear(once, "en", " so", " ill", "-");
        hear(once, "en", " so", " ill", "-");
        assertThat(Transcript.textOf(once.settled())).isEqualTo(" so");
    }

    @Test
    void aChineseCharacterIsAWord() {
        hear("zh", "今", "天", "几", "点");
        hear("zh", "今", "天", "几", "点", "开");
        assertThat(settled()).isEqualTo("今天");
    }

    @Test
    void hypothesesInTwoLanguagesAgreeOnNothing() {
        hear("en", " one", " two", " three", " four");
        hear("zh", " one", " two", " three", " four");
        assertThat(settled()).isEmpty();
    }

    @Test
    void whatIsSettledStays() {
        hear("en", " one", " two", " three", " four");
        hear("en", " one", " two", " three", " four");
        hear("en", " one", " two", " else");
        assertThat(settled()).isEqualTo(" one two");
    }

    private String settled() {
        return Transcript.textOf(agreement.settled());
    }

    private void hear(String language, String... pieces) {
        hear(agreement, language, pieces);
    }

    private static void hear(Agreement agreement, String language, String... pieces) {
        List<Piece> all =
                List.of(pieces).stream().map(text -> new Piece(text, List.of())).toList();
        agreement.hear(new Transcript(all, language, 1, 0, 0));
    }
}
