package io.talkmatrix.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {

    private final WordList words = WordList.of(List.of(
            rule("微信", Action.DROP),
            rule("casino", Action.DROP),
            rule("ass", Action.DROP),
            rule("13800138000", Action.DROP),
            rule("傻瓜", Action.MASK),
            new WordRule("r", "死亡", Action.REPLACE, "离开", WordRule.Match.DISGUISED),
            rule("竞品", Action.ALERT)));

    private static WordRule rule(String word, Action action) {
        return new WordRule("list:" + word.length(), word, action, "", WordRule.Match.SOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "微信",
                "加微信聊",
                "微 信",
                "微.信",
                "微❤信",
                "微-信",
                "微\u200b信",
                "微　信",
                "微/信/号",
                "薇信",
                "威信",
                "微芯",
                "weixin",
                "WeiXin",
                "wei xin",
                "w e i x i n",
                "wei信",
                "微xin",
                "ｗｅｉｘｉｎ",
                "ⓦⓔⓘⓧⓘⓝ",
                "we1x1n",
                "weixiiiin",
                "wéixìn",
                "ωeixin",
                "wеixin",
                "加weixin号",
                "𝐰𝐞𝐢𝐱𝐢𝐧",
                "w.e.i.x.i.n",
                "微🙂🙂信",
                "徵信微信",
                "微\n信",
                "casino",
                "CASINO",
                "c a s i n o",
                "c-a-s-i-n-o",
                "cas1n0",
                "c@sino",
                "ca$ino",
                "сasino",
                "саsinо",
                "ｃａｓｉｎｏ",
                "ćasinó",
                "caaaasino",
                "c4sin0",
                "(c)(a)(s)(i)(n)(o)",
                "ᴄᴀsɪɴᴏ",
                "mycasino8",
                "🅒🅐🅢🅘🅝🅞",
                "a s s",
                "@ss",
                "A.S.S",
                "138 0013 8000",
                "１３８００１３８０００",
                "138-0013-8000",
                "①③⑧⓪⓪①③⑧⓪⓪⓪"
            })
    void disguisedWordIsFound(String text) {
        assertThat(words.judge(text).dropped()).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "你好，多少钱？",
                "first class",
                "assess",
                "pass it on",
                "was sold out",
                "信微",
                "我相信你",
                "围巾",
                "喂，心情不错",
                "150 or 105",
                "1380013800",
                "cassino",
                "as soon",
                "方案不错",
                "竞技品质",
                "👍👍👍"
            })
    void whatOnlyLooksAlikeIsNot(String text) {
        assertThat(words.judge(text)).as(text).isEqualTo(Verdict.clean(text));
    }

    @ParameterizedTest
    @CsvSource({
        "你这个傻瓜啊, 你这个**啊, MASK",
        "你这个傻 瓜啊, 你这个**啊, MASK",
        "他死亡了, 他离开了, REPLACE",
        "他死亡了傻瓜, 他离开了**, REPLACE",
        "竞品更好, 竞品更好, ALERT"
    })
    void wordIsMaskedReplacedOrOnlyReported(String text, String left, Action action) {
        assertThat(words.judge(text))
                .extracting(Verdict::text, verdict -> verdict.action().orElseThrow())
                .containsExactly(left, action);
    }

    @Test
    void onlyTheRuleIsNamedNeverTheWord() {
        assertThat(words.judge("加微信").rules()).containsExactly("list:2");
    }

    @Test
    void exactWordIsFoundAsItIsListedOnly() {
        WordList exact = WordList.of(List.of(new WordRule("r", "威信", Action.DROP, "", WordRule.Match.EXACT)));

        assertThat(exact.judge("很有威信").dropped()).isTrue();
        assertThat(exact.judge("威 信").dropped()).isFalse();
        assertThat(exact.judge("微信").dropped()).isFalse();
    }

    @Test
    void charactersNeverStandForTheEndOfOneSyllableAndTheBeginningOfTheNext() {
        WordList list = WordList.of(List.of(rule("反感", Action.DROP)));

        assertThat(list.judge("这个方案").dropped()).as("fang-an is not fan-gan").isFalse();
        assertThat(list.judge("饭干").dropped()).isTrue();
    }

    @Test
    void filesAreReadAgainWhenTheyChangeAndAWrongOneChangesNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("words.csv");
        Files.writeString(
                file, "\uFEFFword,action,replacement,match\n# remark\n微信\n笨蛋,mask\n死亡,replace,离开,disguised\n");
        AtomicLong nanos = new AtomicLong();
        WordListFiles files = new WordListFiles(List.of(file), nanos::get);
        assertThat(files.get().size()).isEqualTo(3);
        assertThat(files.get().judge("大笨蛋").text()).isEqualTo("大**");

        write(file, "微信\n赌场,block\n", 1);
        nanos.addAndGet(3_000_000_000L);
        assertThat(files.get().size()).as("a wrong list is not taken").isEqualTo(3);

        write(file, "微信\n赌场\n", 2);
        nanos.addAndGet(3_000_000_000L);
        assertThat(files.get().size()).isEqualTo(2);
        assertThat(files.get().judge("du chang").rules()).containsExactly("words.csv:2");
    }

    @Test
    void wrongLineIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("words.csv");
        Files.writeString(file, "微信\n赌场,block\n");

        assertThatThrownBy(() -> new WordListFiles(List.of(file), System::nanoTime))
                .isInstanceOf(WordListException.class)
                .hasMessage("words.csv:2: action is block, allowed are [ALERT, MASK, REPLACE, DROP]");
        assertThatThrownBy(() -> WordList.of(List.of(rule("!!", Action.DROP)))).hasMessageContaining("no letter");
    }

    private static void write(Path file, String text, int second) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L + second * 1_000L));
    }
}
