package io.talkmatrix.tts.mandarin;

import java.util.ArrayList;
import java.util.List;

/**
 * The tone changes of connected speech within one clause: 不, 一 and the third tone. Dictionaries apply those of 不 and
 * 一 to some words and not to others, so both start from their own tones here.
 */
final class ToneSandhi {

    private static final String NUMERALS = "零〇一二三四五六七八九十百千万亿幺两";

    private ToneSandhi() {}

    /** The same words with their syllables as spoken. */
    static List<Word> apply(List<Word> clause) {
        StringBuilder text = new StringBuilder();
        List<Syllable> syllables = new ArrayList<>();
        List<Integer> wordOf = new ArrayList<>();
        for (int w = 0; w < clause.size(); w++) {
            Word word = clause.get(w);
            text.append(word.text());
            syllables.addAll(word.syllables());
            for (int i = 0; i < word.text().length(); i++) {
                wordOf.add(w);
            }
        }
        for (int i = 0; i < syllables.size(); i++) {
            if (!clause.get(wordOf.get(i)).settled()) {
                if (text.charAt(i) == '不') {
                    syllables.set(i, new Syllable("bu", bu(text, syllables, i)));
                } else if (text.charAt(i) == '一') {
                    syllables.set(i, new Syllable("yi", yi(text, syllables, i)));
                }
            }
        }
        thirdTones(syllables, wordOf);
        List<Word> spoken = new ArrayList<>();
        int at = 0;
        for (Word word : clause) {
            spoken.add(word.withSyllables(syllables.subList(at, at + word.text().length())));
            at += word.text().length();
        }
        return spoken;
    }

    private static int bu(CharSequence text, List<Syllable> syllables, int at) {
        if (betweenEquals(text, at)) {
            return 5;
        }
        return at + 1 < text.length() && syllables.get(at + 1).tone() == 4 ? 2 : 4;
    }

    private static int yi(CharSequence text, List<Syllable> syllables, int at) {
        if (at + 1 >= text.length() || isCounting(text, at)) {
            return 1;
        }
        if (betweenEquals(text, at)) {
            return 5;
        }
        int next = syllables.get(at + 1).tone();
        return next == 4 || next == 5 ? 2 : 4;
    }

    /** 一 as a digit or an ordinal keeps its own tone. */
    private static boolean isCounting(CharSequence text, int at) {
        if (at > 0) {
            char before = text.charAt(at - 1);
            boolean decimals = before == '点' && at > 1 && isNumeral(text.charAt(at - 2));
            if (before == '第' || isNumeral(before) || decimals) {
                return true;
            }
        }
        char after = text.charAt(at + 1);
        boolean decimalsFollow = after == '点' && at + 2 < text.length() && isNumeral(text.charAt(at + 2));
        boolean digitFollows = "零〇一二三四五六七八九十幺".indexOf(after) >= 0;
        return digitFollows || "月日号".indexOf(after) >= 0 || decimalsFollow;
    }

    private static boolean betweenEquals(CharSequence text, int at) {
        return at > 0 && at + 1 < text.length() && text.charAt(at - 1) == text.charAt(at + 1);
    }

    private static boolean isNumeral(char c) {
        return NUMERALS.indexOf(c) >= 0;
    }

    /** In a run of third tones all but the last of each word rise; a word's last rises if the next one is still third. */
    private static void thirdTones(List<Syllable> syllables, List<Integer> wordOf) {
        int at = 0;
        while (at < syllables.size()) {
            int last = at;
            while (last < syllables.size() && syllables.get(last).tone() == 3) {
                last++;
            }
            for (int i = at; i < last - 1; i++) {
                if (wordOf.get(i).equals(wordOf.get(i + 1))) {
                    syllables.set(i, syllables.get(i).withTone(2));
                }
            }
            for (int i = at; i < last - 1; i++) {
                if (!wordOf.get(i).equals(wordOf.get(i + 1))
                        && syllables.get(i + 1).tone() == 3) {
                    syllables.set(i, syllables.get(i).withTone(2));
                }
            }
            at = Math.max(last, at + 1);
        }
    }
}
