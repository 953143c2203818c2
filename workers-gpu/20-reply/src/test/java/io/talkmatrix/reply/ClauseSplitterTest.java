package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClauseSplitterTest {

    private static final ClauseSplitter.Rules NORMAL = ClauseSplitter.Rules.defaults();

    @Test
    void strongMarksCutAtOnce() {
        assertThat(split("好的。今晚八点！您来吗？来；一定来")).containsExactly("好的。", "今晚八点！", "您来吗？", "来；", "一定来");
        assertThat(split("Yes. It is! Will you come? I hope so; bye"))
                .containsExactly("Yes.", "It is!", "Will you come?", "I hope so;", "bye");
    }

    @Test
    void aClauseIsHandedOverByTheTokenAfterItsMark() {
        ClauseSplitter splitter = new ClauseSplitter(NORMAL);
        List<String> clauses = new ArrayList<>();

        splitter.push("It starts at eight.", clauses::add);
        assertThat(clauses).isEmpty();
        splitter.push(" Be", clauses::add);

        assertThat(clauses).containsExactly("It starts at eight.");
        assertThat(splitter.pending()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs 3.50 dollars now",
                "Order 1,000 pieces today",
                "We start at 20:30 tonight",
                "We start at 8 p.m. tonight",
                "Ask Dr. Smith or J. Doe",
                "See e.g. the U.S. site",
                "It is No. 5 of ten",
                "See https://a.example/x?y=1,2;z.html now",
                "Use milk, eggs etc. for it",
                "价格是99.5元起",
                "今晚20：30开始",
                "总共1，000件"
            })
    void numbersTimesAbbreviationsAndAddressesStayWhole(String text) {
        assertThat(split(text, NORMAL.withoutShortFirst())).containsExactly(text);
    }

    @Test
    void weakMarksCutOnlyLongClauses() {
        assertThat(split("我们这款手机，支持七天无理由退货，而且运费由我们承担", NORMAL.withoutShortFirst()))
                .containsExactly("我们这款手机，支持七天无理由退货，", "而且运费由我们承担");
    }

    @Test
    void theFirstClauseEndsEarlyWhereTheSentenceAllows() {
        assertThat(split("您好呀，欢迎来到直播间，今天有很多优惠")).startsWith("您好呀，");
        assertThat(split("Sure thing, the shirt comes in four sizes, and all are in stock"))
                .startsWith("Sure thing,");
        assertThat(split("嗯，好的")).containsExactly("嗯，好的");
    }

    @Test
    void quotesAndBracketsStayWithTheirWords() {
        assertThat(split("主播说：“欢迎大家！”然后开始了。(真的。)好")).containsExactly("主播说：“欢迎大家！”", "然后开始了。", "(真的。)", "好");
        assertThat(split("He said \"come in.\" Then we left."))
                .containsExactly("He said \"come in.\"", "Then we left.");
    }

    @Test
    void longTextIsCutBetweenWordsWithinTheHardLimit() {
        String text = "the new phone that we are going to show you tonight has a battery which lasts for two whole days"
                + " and a screen that you can read in the sun without any trouble at all";
        List<String> clauses = split(text);
        assertThat(String.join(" ", clauses)).isEqualTo(text);
        assertThat(clauses).allSatisfy(clause -> assertThat(clause.length()).isBetween(1, 64));
    }

    @Test
    void longMandarinIsCutWithinTheHardLimit() {
        String text = "我们今天晚上给大家准备的这一款全新升级的大容量保温杯可以连续保温二十四个小时而且内胆采用的是食品级不锈钢材质";
        List<String> clauses = split(text);
        assertThat(String.join("", clauses)).isEqualTo(text);
        assertThat(clauses).allSatisfy(clause -> assertThat(clause.length()).isBetween(1, 32));
    }

    @Test
    void aWordWithoutEndIsCutAfterAll() {
        assertThat(split("x".repeat(5_000)))
                .allSatisfy(clause -> assertThat(clause.length()).isLessThanOrEqualTo(257));
    }

    @Test
    void whatNobodySaysIsTakenOut() {
        assertThat(
                        split(
                                "Assistant: **Hello** there 😀!\n\n# Sizes\n- small\n1. large\n[shop](https://x.example/a) `now`<|im_end|>"))
                .containsExactly("Hello there !", "Sizes", "small", "large", "shop now");
        assertThat(split("<think>viewer wants a price</think>九十九元👍🏽。")).containsExactly("九十九元。");
        assertThat(split("a < b and -5 degrees, 3 < 4")).containsExactly("a < b and -5 degrees,", "3 < 4");
    }

    @Test
    void nothingToSayMakesNoClause() {
        assertThat(split("😀 … ** ")).isEmpty();
        assertThat(split("")).isEmpty();
    }

    @Test
    void clausesDoNotDependOnTokensAndLoseNothing() {
        Random random = new Random(7);
        String[] parts = {
            "好的", "，", "。", "！", "今晚八点", " ", "OK", ". ", "3.5", "20:30", "“", "”", "，", "the", " and ", "Mr. ",
                    "p.m. ",
            "\"", "…", "、", "\n", "😀", "**", "a.example/x?y=1", "(", ")", "；", "，我们的新品", "，which is", "𠮷", "-", "1. ",
                    "<", ">"
        };
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            List<String> whole = split(text.toString());
            List<String> tokens = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(6));
                tokens.add(text.substring(at, end));
                at = end;
            }

            assertThat(splitTokens(tokens, NORMAL)).as("tokens of %s", text).isEqualTo(whole);
            String spoken = letters(String.join("", whole));
            assertThat(spoken).as("letters of %s", text).isEqualTo(letters(normalised(text.toString())));
            assertThat(normalised(text.toString()).replaceAll("\\s", ""))
                    .as("all of %s", text)
                    .startsWith(String.join("", whole).replace(" ", ""));
        }
    }

    @Test
    void rulesThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> new ClauseSplitter.Rules(24, 20, 64, 16, 5)).hasMessageContaining("24, 20, 64");
    }

    private static String normalised(String text) {
        StringBuilder out = new StringBuilder();
        SpeakableText speakable = new SpeakableText(out::appendCodePoint);
        speakable.push(text);
        speakable.finish();
        return out.toString();
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<String> split(String text) {
        return split(text, NORMAL);
    }

    private static List<String> split(String text, ClauseSplitter.Rules rules) {
        return splitTokens(List.of(text), rules);
    }

    private static List<String> splitTokens(List<String> tokens, ClauseSplitter.Rules rules) {
        ClauseSplitter splitter = new ClauseSplitter(rules);
        List<String> clauses = new ArrayList<>();
        tokens.forEach(token -> splitter.push(token, clauses::add));
        splitter.finish(clauses::add);
        return clauses;
    }
}
