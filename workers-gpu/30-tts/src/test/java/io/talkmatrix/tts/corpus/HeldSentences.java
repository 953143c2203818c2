package io.talkmatrix.tts.corpus;

import java.util.List;

/**
 * What the voices say on which the network that hears mouth shapes is judged, and others on which its prices are chosen; it
 * learns from none of these sentences.
 */
final class HeldSentences {

    private static final List<String> MANDARIN = List.of(
            "昨天晚上下了一场大雨，今天早上的空气特别清新。",
            "我爷爷每天都去公园散步，有时候还跟朋友下象棋。",
            "飞机马上就要起飞了，请大家系好安全带。",
            "她把门关上，坐在窗边慢慢地读那封信。",
            "北方的冬天很冷，湖面上结了厚厚的冰。",
            "小猫趴在沙发上，一动也不动地看着窗外的麻雀。",
            "他普通话说得不错，可是发音还有一点儿问题。",
            "图书馆里非常安静，只听得见翻书的声音。",
            "如果明天不下雨，我们就去爬山，怎么样？",
            "面包烤好了，满屋子都是香味。",
            "老师让我们把课文背下来，明天上课要检查。",
            "火车穿过隧道，前面是一片金黄色的稻田。");

    /** Of the Harvard sentences, IEEE 1969. */
    private static final List<String> ENGLISH = List.of(
            "The birch canoe slid on the smooth planks.",
            "Glue the sheet to the dark blue background.",
            "It's easy to tell the depth of a well.",
            "These days a chicken leg is a rare dish.",
            "Rice is often served in round bowls.",
            "The juice of lemons makes fine punch.",
            "The box was thrown beside the parked truck.",
            "The hogs were fed chopped corn and garbage.",
            "Four hours of steady work faced us.",
            "A large size in stockings is hard to sell.",
            "The boy was there when the sun rose.",
            "A rod is used to catch pink salmon.");

    private static final List<String> MANDARIN_TO_CHOOSE = List.of(
            "弟弟把帽子忘在公共汽车上了，回头去找也没找着。",
            "码头边停着几条渔船，渔夫们正忙着补网。",
            "医生嘱咐他多喝水，少熬夜，按时吃药。",
            "那只狐狸跑得飞快，一转眼就不见了。",
            "请把这份报告复印五份，明天会议上要用。",
            "天黑以后，路灯一盏一盏地亮了起来。",
            "奶奶坐在门口剥豆子，给我们讲她小时候的故事。",
            "考试快到了，图书馆里找个座位都不容易。",
            "山坡上的苹果树开花了，远远看去一片白。",
            "他放下背包，长长地出了一口气。");

    /** Of the Harvard sentences, IEEE 1969. */
    private static final List<String> ENGLISH_TO_CHOOSE = List.of(
            "The small pup gnawed a hole in the sock.",
            "The fish twisted and turned on the bent hook.",
            "Press the pants and sew a button on the vest.",
            "The swan dive was far short of perfect.",
            "The beauty of the view stunned the young boy.",
            "Two blue fish swam in the tank.",
            "Her purse was full of useless trash.",
            "The colt reared and threw the tall rider.",
            "It snowed, rained, and hailed the same morning.",
            "Read verse out loud for pleasure.");

    private HeldSentences() {}

    /** To judge on; begins again after the last. */
    static String sentence(String language, int number) {
        return of(language.equals("zh") ? MANDARIN : ENGLISH, number);
    }

    /** To choose by; begins again after the last. */
    static String toChoose(String language, int number) {
        return of(language.equals("zh") ? MANDARIN_TO_CHOOSE : ENGLISH_TO_CHOOSE, number);
    }

    private static String of(List<String> sentences, int number) {
        return sentences.get(number % sentences.size());
    }
}
