package io.talkmatrix.tts.english;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokeniserTest {

    private final Tokeniser tokeniser =
            new Tokeniser(Map.of("don't", List.of("do", "n't"), "Sept.", List.of("Sept."), "):", List.of("):")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            Hello, world!              | Hello · , · world · !
            I don't (really).          | I · do · n't · ( · really · ) · .
            "It's John's"              | " · It · 's · John · 's · "
            Sept. 5                    | Sept. · 5
            a well-known one/two       | a · well · - · known · one · / · two
            $4.99 10km 95%             | $ · 4.99 · 10 · km · 95 · %
            see www.example.com/a-b.   | see · www.example.com/a-b · .
            end.Start                  | end · . · Start
            wait...                    | wait · ...
            """)
    void wordsAndMarksAreSplit(String text, String words) {
        assertThat(tokeniser.split(text).stream().map(Tokeniser.Part::text)).containsExactly(words.split(" · "));
    }

    @Test
    void aPartKnowsWhetherSpaceFollowed() {
        assertThat(tokeniser.split("Hi there!"))
                .containsExactly(
                        new Tokeniser.Part("Hi", true),
                        new Tokeniser.Part("there", false),
                        new Tokeniser.Part("!", false));
    }
}
