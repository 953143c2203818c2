package io.talkmatrix.asr;

import java.util.List;

/**
 * Which of the words heard so far are settled: those on which two successive hypotheses agree, short of the last few,
 * which more audio tends to change (LocalAgreement-2 of Macháček, Dabre and Bojar 2023, "Turning Whisper into Real-Time
 * Transcription System"). What is settled is handed to the engine as the beginning of the next hypothesis, so no later
 * one can differ from it. For one thread.
 */
final class Agreement {

    private final int heldBack;
    private List<Piece> settled = List.of();
    private List<Piece> last = List.of();
    private String language = "";

    /** @param heldBack how many words at the end of what is agreed on are left open */
    Agreement(int heldBack) {
        this.heldBack = heldBack;
    }

    /** Takes the next hypothesis, which begins with {@link #settled()}. */
    void hear(Transcript hypothesis) {
        List<Piece> now = hypothesis.pieces();
        if (hypothesis.language().equals(language)) {
            int end = withoutLastWords(now, agreed(last, now));
            if (end > settled.size()) {
                settled = List.copyOf(now.subList(0, end));
            }
        }
        last = now;
        language = hypothesis.language();
    }

    /** The beginning that stays as it is. */
    List<Piece> settled() {
        return settled;
    }

    private static int agreed(List<Piece> a, List<Piece> b) {
        int same = 0;
        while (same < Math.min(a.size(), b.size()) && a.get(same).equals(b.get(same))) {
            same++;
        }
        return same;
    }

    private int withoutLastWords(List<Piece> pieces, int end) {
        int cut = end;
        for (int words = 0; words < heldBack && cut > 0; words++) {
            cut--;
            while (cut > 0 && !beginsWord(pieces.get(cut))) {
                cut--;
            }
        }
        return cut;
    }

    /** A space or a Chinese character begins a word; what is neither (endings, punctuation) belongs to the one before. */
    private static boolean beginsWord(Piece piece) {
        int first = piece.text().codePointAt(0);
        return Character.isWhitespace(first) || Character.isIdeographic(first);
    }
}
