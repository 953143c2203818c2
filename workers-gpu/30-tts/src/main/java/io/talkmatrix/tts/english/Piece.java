package io.talkmatrix.tts.english;

import java.util.List;

/**
 * The smallest part of a text that is read by itself: a token, or one of the parts of a token such as iPhone or 4K. Only
 * its phonemes change, once.
 */
final class Piece {

    private static final String JUNK = "',-._‘’/";

    private final String text;
    private final String tag;
    private final boolean spaceAfter;
    private final boolean head;
    private final Currency currency;
    private String phonemes;

    /**
     * @param head whether the piece begins a token
     * @param currency the sign that stood before it, or null
     * @param phonemes null while not read yet
     */
    Piece(String text, String tag, boolean spaceAfter, boolean head, Currency currency, String phonemes) {
        this.text = text;
        this.tag = tag;
        this.spaceAfter = spaceAfter;
        this.head = head;
        this.currency = currency;
        this.phonemes = phonemes;
    }

    String text() {
        return text;
    }

    String tag() {
        return tag;
    }

    boolean spaceAfter() {
        return spaceAfter;
    }

    boolean head() {
        return head;
    }

    Currency currency() {
        return currency;
    }

    String phonemes() {
        return phonemes;
    }

    void sounds(String phonemes) {
        this.phonemes = phonemes;
    }

    /** Nothing but signs that are silent inside a word. */
    boolean isJunk() {
        return text.chars().allMatch(Piece::isJunk);
    }

    static boolean isJunk(int character) {
        return JUNK.indexOf(character) >= 0;
    }

    /** The pieces, which follow each other without white space, as one that is yet to be read. */
    static Piece joined(List<Piece> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        StringBuilder text = new StringBuilder();
        Piece heaviest = pieces.get(0);
        Currency currency = null;
        for (Piece piece : pieces) {
            text.append(piece.text);
            heaviest = piece.weight() > heaviest.weight() ? piece : heaviest;
            currency = piece.currency == null ? currency : piece.currency;
        }
        boolean space = pieces.get(pieces.size() - 1).spaceAfter;
        return new Piece(text.toString(), heaviest.tag, space, pieces.get(0).head, currency, null);
    }

    private int weight() {
        return text.codePoints().map(c -> Character.isUpperCase(c) ? 2 : 1).sum();
    }
}
