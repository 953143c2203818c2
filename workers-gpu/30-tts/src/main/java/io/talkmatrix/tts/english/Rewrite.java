package io.talkmatrix.tts.english;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One rule of the {@link Normaliser}: what it finds and what it writes instead.
 *
 * @param replacement gets the match; null leaves the text as it is
 */
record Rewrite(Pattern pattern, Function<MatchResult, String> replacement) {

    static Rewrite of(String regex, Function<MatchResult, String> replacement) {
        return new Rewrite(Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS), replacement);
    }

    static Rewrite of(String regex, String replacement) {
        return of(regex, match -> replacement);
    }

    String apply(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        return matcher.replaceAll(match -> {
            String words = replacement.apply(match);
            return Matcher.quoteReplacement(words == null ? match.group() : words);
        });
    }

    /** A regular expression for any of the words, the longest first. */
    static String anyOf(Collection<String> words) {
        return words.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
    }
}
