package io.talkmatrix.tts;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text that is too long for one breath, so that one model run stays short and a cut turn stops soon. Lengths are
 * in Chinese characters; three of another script count as one.
 */
final class ClauseParts {

    private static final int MOST = 50;
    private static final String STOPS = "。！？!?；;…\n";
    private static final String BREAKS = "，,、：:—";

    private ClauseParts() {}

    /** @return the parts in order, each with something in it; one part if the text is short enough */
    static List<String> of(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int cut = cut(rest);
            parts.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        return parts;
    }

    private static int cut(String text) {
        int thirds = 0;
        int stop = 0;
        int comma = 0;
        int space = 0;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            thirds += Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN ? 3 : 1;
            if (thirds > 3 * MOST) {
                return stop > 0 ? stop : comma > 0 ? comma : space > 0 ? space : at;
            }
            at += Character.charCount(c);
            boolean insideNumber = at < text.length() && Character.isDigit(text.charAt(at));
            if (STOPS.indexOf(c) >= 0 || c == '.' && at < text.length() && text.charAt(at) == ' ') {
                stop = at;
            } else if (BREAKS.indexOf(c) >= 0 && !insideNumber) {
                comma = at;
            } else if (Character.isWhitespace(c)) {
                space = at;
            }
        }
        return text.length();
    }
}
