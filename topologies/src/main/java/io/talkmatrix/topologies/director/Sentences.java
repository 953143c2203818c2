package io.talkmatrix.topologies.director;

import java.util.ArrayList;
import java.util.List;

/**
 * A script item cut where somebody may break in: after the end of a sentence. What is too short to be said alone goes
 * with what follows it.
 */
final class Sentences {

    private static final int LEAST = 6;
    private static final String ENDS = "。！？；!?;…";
    private static final String CLOSERS = "”’」』）)\"'";

    private Sentences() {}

    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        int begin = 0;
        int last = 0; // where the last of them begins
        for (int at = 0; at < text.length(); at++) {
            if (!ends(text, at)) {
                continue;
            }
            int end = at + 1;
            while (end < text.length()
                    && (ENDS.indexOf(text.charAt(end)) >= 0 || CLOSERS.indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            String sentence = text.substring(begin, end).strip();
            if (sentence.codePoints().filter(Character::isLetterOrDigit).count() >= LEAST) {
                sentences.add(sentence);
                last = begin;
                begin = end;
            }
            at = end - 1;
        }
        String rest = text.substring(begin).strip();
        boolean speakable = rest.codePoints().anyMatch(Character::isLetterOrDigit);
        if (!speakable || rest.length() < LEAST && !sentences.isEmpty()) {
            if (!rest.isEmpty() && !sentences.isEmpty()) {
                sentences.set(sentences.size() - 1, text.substring(last).strip());
            }
        } else {
            sentences.add(rest);
        }
        return List.copyOf(sentences);
    }

    private static boolean ends(String text, int at) {
        char c = text.charAt(at);
        if (c == '\n' || ENDS.indexOf(c) >= 0) {
            return true;
        }
        boolean before = at > 0 && !Character.isDigit(text.charAt(at - 1));
        return c == '.' && before && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
    }
}
