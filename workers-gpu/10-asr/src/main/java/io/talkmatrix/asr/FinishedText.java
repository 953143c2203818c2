package io.talkmatrix.asr;

/**
 * Text in the form the product uses, put together from parts; what stands in it never changes. Parts are divided by a
 * space where the language writes one. For one thread.
 */
final class FinishedText {

    private final TextFinish finish;
    private final StringBuilder text = new StringBuilder();
    private boolean space;

    FinishedText(TextFinish finish) {
        this.finish = finish;
    }

    private FinishedText(FinishedText other) {
        finish = other.finish;
        text.append(other.text);
        space = other.space;
    }

    FinishedText copy() {
        return new FinishedText(this);
    }

    /** Adds a part as the engine wrote it, spaces at its edges included. */
    FinishedText append(String raw, String language) {
        space |= !raw.isEmpty() && Character.isWhitespace(raw.charAt(0));
        String words = finish.finish(raw.strip(), language);
        if (!words.isEmpty()) {
            if (space && !text.isEmpty() && (spaced(text.charAt(text.length() - 1)) || spaced(words.charAt(0)))) {
                text.append(' ');
            }
            text.append(words);
            space = false;
        }
        space |= !raw.isEmpty() && Character.isWhitespace(raw.charAt(raw.length() - 1));
        return this;
    }

    /** What follows is a sentence of its own. */
    void breakHere(String language) {
        space |= !language.equals("zh");
    }

    /** False for Chinese characters and punctuation, which stand close. */
    private static boolean spaced(char c) {
        return c < '\u2e80';
    }

    int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
