package io.talkmatrix.reply;

import java.util.List;
import java.util.Map;

/**
 * What viewers ask that no shop's table answers. A question nearer to one of these than to a row gets no row, so that
 * "will it rain tomorrow" is not taken for "can it be used in the rain".
 */
final class SmallTalk {

    private static final Map<String, List<String>> SENTENCES = Map.of(
            Language.MANDARIN,
            List.of(
                    "今天天气怎么样",
                    "明天会下雨吗",
                    "现在几点了",
                    "今天星期几",
                    "给我讲个故事",
                    "唱首歌吧",
                    "你几岁了",
                    "你是谁",
                    "你是机器人吗",
                    "你有男朋友吗",
                    "这道题怎么算",
                    "世界上最高的山是什么",
                    "这个菜怎么做",
                    "最近有什么新闻",
                    "昨晚的比赛结果",
                    "你喜欢看什么电影",
                    "怎么减肥",
                    "你吃饭了吗"),
            Language.ENGLISH,
            List.of(
                    "what is the weather today",
                    "will it rain tomorrow",
                    "what time is it now",
                    "tell me a story",
                    "sing a song",
                    "how old are you",
                    "who are you",
                    "are you a robot",
                    "do you have a boyfriend",
                    "how do I solve this equation",
                    "what is the highest mountain in the world",
                    "how do I cook dinner",
                    "what is in the news",
                    "what was the result of the game",
                    "what is your favorite movie",
                    "how can I lose weight"));

    private SmallTalk() {}

    static List<String> in(String language) {
        return SENTENCES.getOrDefault(language, List.of());
    }
}
