package io.talkmatrix.asr.whisper;

import io.talkmatrix.asr.Piece;
import io.talkmatrix.inference.InferenceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whisper's tokens: GPT-2 byte-level pieces, then special tokens. Immutable.
 *
 * <p>In a piece each character stands for one byte: 33–126, 161–172 and 174–255 for themselves, the other 68 bytes in
 * ascending order for U+0100, U+0101 …. A character of Chinese may be split over two pieces, so bytes are joined before
 * they are read as UTF-8.
 */
final class WhisperVocabulary {

    /** Vocabularies of at least this size are multilingual (OpenAI's rule). */
    private static final int MULTILINGUAL = 51_865;

    private static final int LONGEST_CHARACTER = 4;

    private static final int[] BYTE_OF_CHAR = byteOfChar();
    private static final char[] CHAR_OF_BYTE = charOfByte();
    private static final int LONGEST_PIECE = 32;

    private final List<String> tokens;
    private final int endOfText;

    private WhisperVocabulary(List<String> tokens) {
        this.tokens = tokens;
        endOfText = special("<|endoftext|>");
    }

    /** Reads {@code vocabulary.txt}: one token a line, the line number is the id; a line may be empty. */
    static WhisperVocabulary read(Path file) {
        try {
            String text = Files.readString(file);
            List<String> lines =
                    List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
            return new WhisperVocabulary(lines);
        } catch (IOException e) {
            throw new InferenceException("cannot read the vocabulary " + file + ": " + e.getMessage(), e);
        }
    }

    int size() {
        return tokens.size();
    }

    boolean multilingual() {
        return size() >= MULTILINGUAL;
    }

    int endOfText() {
        return endOfText;
    }

    /** Id of a special token, for example {@code <|transcribe|>}. */
    int special(String token) {
        int id = tokens.lastIndexOf(token);
        if (id < 0) {
            throw new InferenceException("the vocabulary has no " + token + "; it is not Whisper's");
        }
        return id;
    }

    boolean has(String token) {
        return tokens.lastIndexOf(token) >= 0;
    }

    /**
     * Ids of a text that the recognizer is to go on from: the longest piece at each place, which for common words is what
     * the model was trained with.
     */
    List<Integer> ids(String text) {
        StringBuilder rest = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            rest.append(CHAR_OF_BYTE[b & 0xff]);
        }
        List<Integer> ids = new ArrayList<>();
        while (!rest.isEmpty()) {
            int length = Math.min(LONGEST_PIECE, rest.length());
            int id = tokens.indexOf(rest.substring(0, length));
            while (id < 0 || id >= endOfText) {
                id = tokens.indexOf(rest.substring(0, --length));
            }
            ids.add(id);
            rest.delete(0, length);
        }
        return ids;
    }

    /** The words of {@code ids}; special tokens are left out. */
    String text(List<Integer> ids) {
        return new String(bytes(ids), StandardCharsets.UTF_8);
    }

    /** The words of {@code ids} in parts of whole characters; special tokens are left out. */
    List<Piece> pieces(List<Integer> ids) {
        List<Piece> pieces = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        for (int id : ids) {
            if (id < endOfText) {
                part.add(id);
                if (wholeCharacters(bytes(part))) {
                    pieces.add(new Piece(text(part), part));
                    part.clear();
                }
            }
        }
        if (!part.isEmpty()) {
            pieces.add(new Piece(text(part), part));
        }
        return pieces;
    }

    /** True if the bytes do not end inside a character. Malformed ones count as whole: nothing that follows mends them. */
    private static boolean wholeCharacters(byte[] bytes) {
        int lead = bytes.length - 1;
        while (lead > 0 && bytes.length - lead < LONGEST_CHARACTER && (bytes[lead] & 0xc0) == 0x80) {
            lead--;
        }
        int first = lead < 0 ? 0 : bytes[lead] & 0xff;
        int needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        return bytes.length - lead >= needed;
    }

    byte[] bytes(List<Integer> ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            if (id < endOfText) {
                tokens.get(id).chars().forEach(c -> bytes.write(BYTE_OF_CHAR[c]));
            }
        }
        return bytes.toByteArray();
    }

    private static char[] charOfByte() {
        char[] table = new char[256];
        for (char c = 0; c < BYTE_OF_CHAR.length; c++) {
            if (c == BYTE_OF_CHAR[c] || c > 0xff) {
                table[BYTE_OF_CHAR[c]] = c;
            }
        }
        return table;
    }

    private static int[] byteOfChar() {
        int[] table = new int[0x100 + 68];
        int next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean itself = b >= 33 && b <= 126 || b >= 161 && b <= 172 || b >= 174;
            table[itself ? b : next++] = b;
        }
        return table;
    }
}
