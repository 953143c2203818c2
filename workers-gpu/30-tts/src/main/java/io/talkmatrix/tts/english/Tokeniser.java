package io.talkmatrix.tts.english;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits text into words and punctuation by the rules of spaCy's English tokeniser (github.com/explosion/spaCy, MIT), on
 * whose output the tagger was trained: exceptions first, then prefixes and suffixes are peeled off, then the rest is cut
 * at infixes. Immutable.
 */
final class Tokeniser {

    /** @param spaceAfter whether white space or the end of the text followed */
    record Part(String text, boolean spaceAfter) {}

    private static final Pattern CHUNK = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int LONGEST_EXCEPTION_PARTS = 3;

    private final Map<String, List<String>> exceptions;

    /** @param exceptions what the rules would get wrong, with its parts: don't → do, n't */
    Tokeniser(Map<String, List<String>> exceptions) {
        this.exceptions = Map.copyOf(exceptions);
    }

    List<Part> split(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher chunks = CHUNK.matcher(text);
        while (chunks.find()) {
            List<String> words = splitChunk(chunks.group());
            for (int i = 0; i < words.size(); i++) {
                boolean spaceAfter = i == words.size() - 1 && chunks.end() < text.length();
                parts.add(new Part(words.get(i), spaceAfter));
            }
        }
        return parts;
    }

    private List<String> splitChunk(String chunk) {
        if (exceptions.containsKey(chunk)) {
            return exceptions.get(chunk);
        }
        List<String> words = new ArrayList<>();
        Deque<String> peeledEnd = new ArrayDeque<>();
        String core = peel(chunk, words, peeledEnd);
        if (exceptions.containsKey(core)) {
            words.addAll(exceptions.get(core));
        } else if (TokenPatterns.ADDRESS.matcher(core).matches()) {
            words.add(core);
        } else {
            cutAtInfixes(core, words);
        }
        words.addAll(peeledEnd);
        return words.size() > 1 ? rejoined(words) : words;
    }

    /** Takes prefixes and suffixes off until nothing changes or an exception is left; returns the rest. */
    private String peel(String chunk, List<String> start, Deque<String> end) {
        String rest = chunk;
        int before = -1;
        while (!rest.isEmpty() && rest.length() != before && !exceptions.containsKey(rest)) {
            before = rest.length();
            int prefix = prefixLength(rest);
            String withoutPrefix = rest.substring(prefix);
            if (prefix > 0 && exceptions.containsKey(withoutPrefix)) {
                start.add(rest.substring(0, prefix));
                return withoutPrefix;
            }
            int suffix = suffixLength(withoutPrefix);
            String withoutSuffix = rest.substring(0, rest.length() - suffix);
            if (suffix > 0 && exceptions.containsKey(withoutSuffix)) {
                end.addFirst(rest.substring(rest.length() - suffix));
                return withoutSuffix;
            }
            if (prefix > 0) {
                start.add(rest.substring(0, prefix));
            }
            if (suffix > 0) {
                end.addFirst(rest.substring(rest.length() - suffix));
            }
            rest = rest.substring(prefix, rest.length() - suffix);
        }
        return rest;
    }

    private static int prefixLength(String text) {
        Matcher matcher = TokenPatterns.PREFIX.matcher(text);
        return matcher.lookingAt() ? matcher.end() : 0;
    }

    private static int suffixLength(String text) {
        Matcher matcher = TokenPatterns.SUFFIX.matcher(text);
        return matcher.find() ? matcher.end() - matcher.start() : 0;
    }

    private static void cutAtInfixes(String core, List<String> words) {
        Matcher infix = TokenPatterns.INFIX.matcher(core);
        int start = 0;
        while (infix.find()) {
            if (infix.start() == 0) {
                continue;
            }
            if (infix.start() > start) {
                words.add(core.substring(start, infix.start()));
            }
            words.add(infix.group());
            start = infix.end();
        }
        if (start < core.length()) {
            words.add(core.substring(start));
        }
    }

    /** Puts together what is an exception only as a whole: "Sept" and "." are "Sept.". */
    private List<String> rejoined(List<String> words) {
        List<String> joined = new ArrayList<>(words.size());
        int i = 0;
        while (i < words.size()) {
            int taken = 0;
            for (int count = LONGEST_EXCEPTION_PARTS; count >= 2 && taken == 0; count--) {
                if (i + count <= words.size()) {
                    List<String> parts = exceptions.get(String.join("", words.subList(i, i + count)));
                    if (parts != null) {
                        joined.addAll(parts);
                        taken = count;
                    }
                }
            }
            if (taken == 0) {
                joined.add(words.get(i));
                taken = 1;
            }
            i += taken;
        }
        return joined;
    }
}
