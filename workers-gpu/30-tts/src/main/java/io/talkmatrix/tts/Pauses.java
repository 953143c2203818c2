package io.talkmatrix.tts;

/** How long a speaker rests after a clause, by the sign it ends with. */
final class Pauses {

    /** After the last clause of a turn, so that the voice does not break off with the stream. */
    static final int CLOSING_SAMPLES = millis(100);

    private Pauses() {}

    static int samplesAfter(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && "\"'”’）)」』》】*".indexOf(c) < 0) {
                return millis(
                        switch (c) {
                            case '，', ',', '、' -> 150;
                            case '；', ';', '：', ':', '—', '–' -> 220;
                            case '。', '.', '．', '！', '!', '？', '?', '～', '~' -> 300;
                            case '…' -> 400;
                            default -> 80;
                        });
            }
        }
        return 0;
    }

    private static int millis(int millis) {
        return Speech.SAMPLE_RATE_HZ * millis / 1000;
    }
}
