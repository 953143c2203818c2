package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstClauseTest {

    /** Where the clauses of an answer end is marked by {@code |}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "今天的直播|今晚八点准时开始，大家记得提前关注直播间哦。",
                "我们今天|会一直播到晚上十一点半，|中间还有三轮抽奖。",
                "今天下单的宝贝，|四十八小时之内全部发出。",
                "充满一次电|可以连续使用两天，快充半小时就能充到八成。",
                "这款一共有黑色、|米白和雾霾蓝三种颜色可以选择。",
                "这款手机|现在只要一千九百九十九元就可以带回家",
                "今天晚上八点到十点|都是抽奖时间",
                "价格是99.5元起|今天下单还有礼物",
                "总共1,000件|现在已经卖了一大半",
                "谢谢您的关注呀|我们马上开始抽奖",
                "时间：今晚二十点三十分整|大家不要忘记",
                "好的！|马上就来",
                "嗯，好的，|马上就来",
                "好的呀，|马上就来看看这个商品到底合不合适您",
                "主播说：“欢迎大家！”|然后开始了。",
                "我们默认发中通快递，|补十元差价可以改发顺丰。",
                "The live stream starts|at eight o'clock tonight and runs for about three hours.",
                "Yes, we ship|to more than forty countries,|and customs fees are shown before you pay.",
                "The battery lasts two full days,|and half an hour of charging gives you eighty percent.",
                "Just tap contact us|on your order page, our team is online|from nine to ten every day.",
                "It costs 3.50 dollars|at the shop in town",
                "It starts at 8 p.m.|on Friday in the U.S. and here",
                "It is 1,000 to 2,000 dollars|for all of them",
                "We ship it|from nine to ten",
                "We are open|from nine to ten on most days of the week",
                "Ask Dr. Smith|about it before you buy one of these",
                "It is the very best of all",
                "Sure thing,|the shirt comes in four sizes",
                "Thank you for asking!|It is nice.",
                "a < b and -5 degrees,|3 < 4"
            })
    void theFirstClauseEndsWhereASpeakerWouldPause(String marked) {
        assertThat(clauses(marked.replace("，|", "，")
                        .replace(",|", ", ")
                        .replaceAll("([a-z.!?])\\|", "$1 ")
                        .replace("|", "")))
                .containsExactly(marked.split("\\|"));
    }

    @Test
    void commonAnswersBeginEarly() throws IOException {
        List<String> answers =
                Files.readAllLines(Path.of("../../samples/knowledge.csv"), StandardCharsets.UTF_8).stream()
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .map(line -> line.substring(line.indexOf(',') + 1).replace("\"", ""))
                        .toList();
        List<Integer> han = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        for (String answer : answers) {
            String first = clauses(answer).get(0);
            boolean mandarin = Language.of(answer).equals("zh");
            (mandarin ? han : words).add(mandarin ? spoken(first) : Marks.words(first));
        }
        han.sort(null);
        words.sort(null);
        System.out.println("first clauses of the sample answers: characters " + han + ", words " + words);

        assertThat(words).hasSizeGreaterThan(20);
        assertThat(words.get(words.size() * 3 / 4)).isLessThanOrEqualTo(6);
        assertThat(words.get(words.size() / 2)).isLessThanOrEqualTo(5);
        assertThat(han).hasSizeGreaterThan(20);
        assertThat(han.get(han.size() / 2)).isLessThanOrEqualTo(9);
        assertThat(han.get(han.size() - 1)).isLessThanOrEqualTo(14);
    }

    @Test
    void laterClausesAreLonger() {
        List<String> clauses =
                clauses("Sure thing, we have it, we sell it, and we like it, so come and see it with your friends.");

        assertThat(clauses.get(0)).isEqualTo("Sure thing,");
        assertThat(clauses.subList(1, clauses.size() - 1))
                .allSatisfy(clause -> assertThat(clause.length()).isGreaterThanOrEqualTo(24));
    }

    private static int spoken(String clause) {
        return (int) clause.codePoints().filter(Language::isHan).count();
    }

    private static List<String> clauses(String text) {
        ClauseSplitter splitter = new ClauseSplitter(ClauseSplitter.Rules.defaults());
        List<String> clauses = new ArrayList<>();
        splitter.push(text, clauses::add);
        splitter.finish(clauses::add);
        return clauses;
    }
}
