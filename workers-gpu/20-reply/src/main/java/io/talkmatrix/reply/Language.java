package io.talkmatrix.reply;

/** Tells Mandarin from English by script. Other languages need the recogniser's word. */
public final class Language {

    public static final String MANDARIN = "zh";
    public static final String ENGLISH = "en";

    private Language() {}

    /** {@code zh} if Han characters carry the text (one counts as much as three Latin letters), else {@code en}. */
    public static String of(String text) {
        long han = text.codePoints().filter(Language::isHan).count();
        long latin = text.codePoints()
                .filter(c -> Character.isLetter(c) && !isHan(c))
                .count();
        return han > 0 && han * 3 >= latin ? MANDARIN : ENGLISH;
    }

    /** The primary subtag of a BCP 47 tag in lower case, or the script's guess where the tag is empty. */
    public static String of(String tag, String text) {
        if (tag.isBlank()) {
            return of(text);
        }
        int end = 0;
        while (end < tag.length() && Character.isLetter(tag.charAt(end))) {
            end++;
        }
        return tag.substring(0, end).toLowerCase(java.util.Locale.ROOT);
    }

    static boolean isHan(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }
}
