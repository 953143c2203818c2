package io.talkmatrix.asr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words by which a listener shows that they listen, and wants nothing ("嗯", "uh-huh"). Immutable, safe for use from any
 * thread.
 */
final class Backchannels {

    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

    private final Set<List<String>> phrases = new HashSet<>();
    private final int longest;

    /** @param phrases each a word or several, in any script; case, hyphens and punctuation do not matter */
    Backchannels(List<String> phrases) {
        phrases.stream()
                .map(Backchannels::words)
                .filter(words -> !words.isEmpty())
                .forEach(this.phrases::add);
        longest = this.phrases.stream().mapToInt(List::size).max().orElse(0);
    }

    /** True if the text is made of such phrases alone. Nothing at all is none. */
    boolean only(String text) {
        List<String> words = words(text);
        boolean[] madeUpTo = new boolean[words.size() + 1];
        madeUpTo[0] = true;
        for (int end = 1; end <= words.size(); end++) {
            for (int length = 1; length <= Math.min(longest, end) && !madeUpTo[end]; length++) {
                madeUpTo[end] = madeUpTo[end - length] && phrases.contains(words.subList(end - length, end));
            }
        }
        return !words.isEmpty() && madeUpTo[words.size()];
    }

    /** Each Chinese character and each word of another script. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
