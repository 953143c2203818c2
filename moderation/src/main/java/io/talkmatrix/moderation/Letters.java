package io.talkmatrix.moderation;

import com.hankcs.hanlp.dictionary.other.CharTable;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Letters as they are read, whatever they were drawn with: compatibility forms and decorations fall away, traditional
 * characters become simplified, look-alikes of other alphabets Latin.
 */
final class Letters {

    private static final Map<Integer, Character> LOOK_ALIKES = lookAlikes();

    private Letters() {}

    /** The letters and digits of one code point, in lower case; empty for marks, spaces, signs and pictures. */
    static String of(int codePoint) {
        if (codePoint >= '0' && codePoint <= '9' || codePoint >= 'a' && codePoint <= 'z') {
            return Character.toString(codePoint);
        }
        int picture = pictureOfLetter(codePoint);
        if (picture >= 0) {
            return Character.toString('a' + picture);
        }
        StringBuilder letters = new StringBuilder(2);
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> letters.append(plain(c)));
        return letters.toString();
    }

    /** Number of the letter that is drawn in a black circle or square, or as half of a flag; −1 for others. */
    private static int pictureOfLetter(int c) {
        for (int first : new int[] {0x1F150, 0x1F170, 0x1F1E6}) {
            if (c >= first && c < first + 26) {
                return c - first;
            }
        }
        return -1;
    }

    private static String plain(int c) {
        int lower = Character.toLowerCase(c);
        Character latin = LOOK_ALIKES.get(lower);
        if (latin != null) {
            return latin.toString();
        }
        int digit = Character.digit(lower, 10);
        if (digit >= 0) {
            return Integer.toString(digit);
        }
        return Character.isBmpCodePoint(lower)
                ? Character.toString(CharTable.convert((char) lower))
                : Character.toString(lower);
    }

    /** The letter or digit that stands for all that are written for one another: 0 and o, 1 and l and i, 3 and e … */
    static char leet(char c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', 'l', '!', '|' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7', '+' -> 't';
            case '8' -> 'b';
            default -> c;
        };
    }

    /** True for signs that stand for a letter between letters. */
    static boolean leetSign(int c) {
        return c == '@' || c == '$' || c == '!' || c == '|' || c == '+';
    }

    /** True if a mark between clauses stands in this part of the text. */
    static boolean divided(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if ("，。！？；：、,!?;:\n".indexOf(text.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    static boolean latin(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Map<Integer, Character> lookAlikes() {
        Map<Integer, Character> map = new HashMap<>();
        String pairs = "аa вb еe ёe кk мm нh оo рp сc тt уy хx іi їi јj ѕs ԁd һh ӏl ԛq ԝw ьb гr зe "
                + "αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw "
                + "ոn սu ցg հh օo զq ʀr ɡg ɩi ʟl ɪi ɴn ɢg ʙb ʜh ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz";
        for (String pair : pairs.split(" ")) {
            map.put(pair.codePointAt(0), pair.charAt(pair.length() - 1));
        }
        return Map.copyOf(map);
    }
}
