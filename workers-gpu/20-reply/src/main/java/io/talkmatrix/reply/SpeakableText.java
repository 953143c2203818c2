package io.talkmatrix.reply;

import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Takes out of a model's text what nobody would say: emoji, Markdown, chat template tags ({@code <|…|>}), thinking blocks
 * ({@code <think>…</think>}) and a role name at the very start. Streaming, one code point at a time, so the result does
 * not depend on how the text was split into tokens. Line breaks come out as {@code \n}, other white space as spaces.
 * One per reply; not thread-safe.
 */
final class SpeakableText {

    private static final int MAX_TAG = 32;
    private static final int MAX_LINK = 2_000;
    private static final List<String> ROLES = List.of(
            "assistant:",
            "assistant：",
            "host:",
            "host：",
            "answer:",
            "answer：",
            "助手：",
            "助手:",
            "主播：",
            "主播:",
            "回答：",
            "回答:",
            "答：",
            "答:");
    private static final String KEPT_SYMBOLS = "°℃℉№";

    private final IntConsumer out;
    private final StringBuilder tag = new StringBuilder();
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder role = new StringBuilder();
    private char highSurrogate;
    private boolean thinking;
    private boolean lineStart = true;
    private boolean roleDecided;
    private boolean afterBracket;
    private int linkLeft;

    SpeakableText(IntConsumer out) {
        this.out = out;
    }

    void push(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                highSurrogate = c;
            } else if (Character.isLowSurrogate(c)) {
                if (highSurrogate != 0) {
                    tags(Character.toCodePoint(highSurrogate, c));
                }
                highSurrogate = 0;
            } else {
                highSurrogate = 0;
                tags(c);
            }
        }
    }

    /** Releases what was held back to see how it goes on. */
    void finish() {
        release(tag, this::lines);
        release(head, this::roles);
        release(role, this::symbols);
    }

    private void tags(int c) {
        if (tag.length() == 0) {
            if (c == '<') {
                tag.append('<');
            } else {
                lines(c);
            }
            return;
        }
        if (c == '<') {
            release(tag, this::lines);
            tag.append('<');
            return;
        }
        tag.appendCodePoint(c);
        if (c == '>') {
            String name = tag.toString();
            tag.setLength(0);
            if (name.equals("<think>")) {
                thinking = true;
            } else if (name.equals("</think>")) {
                thinking = false;
            }
        } else if (!tagGoesOn(c)) {
            release(tag, this::lines);
        }
    }

    private boolean tagGoesOn(int c) {
        if (tag.length() > MAX_TAG || Character.isWhitespace(c)) {
            return false;
        }
        return tag.length() > 2 || c == '|' || c == '/' || c < 128 && Character.isLetter(c);
    }

    private void lines(int c) {
        if (thinking) {
            return;
        }
        if (!lineStart) {
            roles(c);
            lineStart = c == '\n';
            return;
        }
        if (head.length() == 0 && Character.isWhitespace(c)) {
            roles(c);
            return;
        }
        head.appendCodePoint(c);
        switch (listMark()) {
            case OPEN -> {}
            case MARK -> {
                head.setLength(0);
                lineStart = false;
            }
            case TEXT -> {
                lineStart = c == '\n';
                release(head, this::roles);
            }
        }
    }

    private enum Head {
        OPEN,
        MARK,
        TEXT
    }

    /** What the line so far is: a heading, bullet, quote or list number, ordinary text, or not known yet. */
    private Head listMark() {
        int length = head.length();
        char first = head.charAt(0);
        char last = head.charAt(length - 1);
        if (first == '#' || first == '-' || first == '*' || first == '+' || first == '•' || first == '>') {
            if (last == ' ') {
                return Head.MARK;
            }
            return last == first && first != '•' && length <= 6 ? Head.OPEN : Head.TEXT;
        }
        if (!isDigit(first) || length > 4) {
            return Head.TEXT;
        }
        if (isDigit(last)) {
            return length <= 2 ? Head.OPEN : Head.TEXT;
        }
        if (last == ' ' && length > 2) {
            char before = head.charAt(length - 2);
            return before == '.' || before == ')' ? Head.MARK : Head.TEXT;
        }
        return last == '.' || last == ')' ? Head.OPEN : last == '、' ? Head.MARK : Head.TEXT;
    }

    private void roles(int c) {
        if (roleDecided) {
            symbols(c);
            return;
        }
        if (role.length() == 0 && (Character.isWhitespace(c) || c == '*')) {
            return;
        }
        role.appendCodePoint(c);
        String begun = role.toString().toLowerCase(Locale.ROOT);
        if (ROLES.contains(begun)) {
            role.setLength(0);
            roleDecided = true;
        } else if (ROLES.stream().noneMatch(name -> name.startsWith(begun))) {
            roleDecided = true;
            release(role, this::symbols);
        }
    }

    private void symbols(int c) {
        boolean link = afterBracket && c == '(';
        afterBracket = c == ']';
        if (link) {
            linkLeft = MAX_LINK;
            return;
        }
        if (linkLeft > 0) {
            linkLeft = c == ')' || Character.isWhitespace(c) ? 0 : linkLeft - 1;
            return;
        }
        if (c == '\n') {
            out.accept('\n');
        } else if (Character.isWhitespace(c) || c == 0xA0 || c == '_' || c == '|' || c >= 0x2190 && c <= 0x21FF) {
            out.accept(' ');
        } else if (spoken(c)) {
            out.accept(c);
        }
    }

    private static boolean spoken(int c) {
        if ("*`~～[]".indexOf(c) >= 0 || c == 0xFFFD || c == 0x20E3 || c >= 0xFE00 && c <= 0xFE0F) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.OTHER_SYMBOL -> KEPT_SYMBOLS.indexOf(c) >= 0;
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> c < 0x1F000 || Character.isLetterOrDigit(c);
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void release(StringBuilder held, IntConsumer to) {
        int[] codePoints = held.codePoints().toArray();
        held.setLength(0);
        for (int c : codePoints) {
            to.accept(c);
        }
    }
}
