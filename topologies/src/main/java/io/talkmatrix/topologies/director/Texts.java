package io.talkmatrix.topologies.director;

import io.talkmatrix.moderation.Verdict;
import java.util.Locale;
import java.util.function.Function;

/** Viewers' words and names made fit to be used: bounded, on one line, without what is listed. */
final class Texts {

    static final int LONGEST_COMMENT = 200;
    private static final int LONGEST_NAME = 16;

    private final Function<String, Verdict> moderation;

    /** @param moderation says what may be used of a text */
    Texts(Function<String, Verdict> moderation) {
        this.moderation = moderation;
    }

    Verdict judged(String text) {
        return moderation.apply(text);
    }

    /** A comment on one line, without control characters, shortened. */
    static String comment(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_COMMENT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_COMMENT));
    }

    static boolean hasWords(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** A name as it can be said; a listed or unspeakable one becomes a neutral word. */
    String name(String user, String language) {
        String plain = spoken(user);
        return plain.isEmpty()
                        || !moderation.apply(user).clean()
                        || !moderation.apply(plain).clean()
                ? language.equals("zh") ? "一位朋友" : "a friend"
                : plain;
    }

    /** What a gift is called. */
    String gift(String name, String language) {
        String plain = spoken(name);
        return plain.isEmpty()
                        || !moderation.apply(name).clean()
                        || !moderation.apply(plain).clean()
                ? language.equals("zh") ? "礼物" : "gift"
                : plain;
    }

    private static String spoken(String name) {
        StringBuilder letters = new StringBuilder();
        name.codePoints()
                .map(c -> Character.isLetterOrDigit(c) ? c : ' ')
                .limit(LONGEST_NAME)
                .forEach(letters::appendCodePoint);
        return letters.toString().replaceAll(" +", " ").strip();
    }

    static boolean question(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.indexOf('?') >= 0
                || lower.indexOf('？') >= 0
                || lower.matches(".*(吗|么|多少|怎么|怎样|如何|什么|哪|几|谁|为啥|能不能|有没有|是不是).*")
                || lower.matches("(how|what|when|where|which|who|why|can|is|are|do|does|will)\\b.*");
    }

    /** The room's language; where it has none, the text's. */
    static String language(String room, String text) {
        if (!room.isEmpty()) {
            return room;
        }
        return text.codePoints().anyMatch(Character::isIdeographic) ? "zh" : "en";
    }
}
