package io.talkmatrix.moderation;

import java.util.Arrays;

/**
 * A text in which a letter written three times or more in a row stands only once or twice: {@code weixiiiin} is read like
 * {@code weixin}.
 */
final class Squeezed {

    private final StringBuilder text = new StringBuilder();
    private int[] from = new int[64];
    private int end;

    private Squeezed() {}

    /** @param kept how many of such a run are kept */
    static Squeezed of(String text, int kept) {
        Squeezed squeezed = new Squeezed();
        for (int at = 0; at < text.length(); ) {
            int run = at + 1;
            while (run < text.length() && text.charAt(run) == text.charAt(at)) {
                run++;
            }
            boolean long3 = run - at >= 3 && Character.isLetter(text.charAt(at));
            int most = long3 ? kept : run - at;
            for (int i = 0; i < most; i++) {
                squeezed.add(text.charAt(at), at + i);
            }
            at = run;
        }
        squeezed.end = text.length();
        return squeezed;
    }

    private void add(char c, int at) {
        if (text.length() == from.length) {
            from = Arrays.copyOf(from, from.length * 2);
        }
        from[text.length()] = at;
        text.append(c);
    }

    boolean shorter() {
        return text.length() < end;
    }

    String text() {
        return text.toString();
    }

    /** The place in the original text. */
    int from(int at) {
        return from[at];
    }

    /** The same for an end: the whole of a run that was squeezed belongs to it. */
    int to(int at) {
        return at >= text.length() ? end : from[at];
    }
}
