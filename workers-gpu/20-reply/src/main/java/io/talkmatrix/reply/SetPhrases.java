package io.talkmatrix.reply;

/** What the host says when nothing better is there: polite, true in every room, never silence. */
final class SetPhrases {

    private SetPhrases() {}

    /** A question that cannot be answered. Languages without a phrase of their own get the English one. */
    static String noAnswer(String language) {
        return language.equals(Language.MANDARIN)
                ? "这个问题我先帮您记下来，稍后请客服给您详细解答。"
                : "That is a good question, our team will get back to you with the details.";
    }

    /** What was going to be said may not be. */
    static String anotherSubject(String language) {
        return language.equals(Language.MANDARIN) ? "这个话题我们先不聊，看看别的吧。" : "Let us talk about something else.";
    }

    /** Nothing was understood. */
    static String notUnderstood(String language) {
        return language.equals(Language.MANDARIN)
                ? "不好意思，我刚才没有听清楚，您能再说一遍吗？"
                : "Sorry, I did not catch that, could you say it once more?";
    }

    /** The language the phrases are in. */
    static String language(String language) {
        return language.equals(Language.MANDARIN) ? Language.MANDARIN : Language.ENGLISH;
    }
}
