package io.talkmatrix.tts.corpus;

import java.util.List;

/** What the voices say on which the network that hears mouth shapes is judged; it learns from none of these sentences. */
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

    private HeldSentences() {}

    /** Begins again after the last. */
    static String sentence(String language, int number) {
        List<String> sentences = language.equals("zh") ? MANDARIN : ENGLISH;
        return sentences.get(number % sentences.size());
    }
}
