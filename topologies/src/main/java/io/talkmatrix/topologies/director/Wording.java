package io.talkmatrix.topologies.director;

import java.util.List;
import java.util.Map;

/** Words made from templates: {@code {name}} stands for a value, {@code [a|b|c]} for one of them. The same seed picks the same. */
final class Wording {

    private Wording() {}

    /** @param seed decides what is picked */
    static String fill(String template, Map<String, String> values, long seed) {
        StringBuilder text = new StringBuilder();
        long dice = seed;
        for (int at = 0; at < template.length(); ) {
            char c = template.charAt(at);
            int close = c == '[' ? template.indexOf(']', at) : c == '{' ? template.indexOf('}', at) : -1;
            if (close < 0) {
                text.append(c);
                at++;
                continue;
            }
            String inner = template.substring(at + 1, close);
            if (c == '{') {
                text.append(values.getOrDefault(inner, ""));
            } else {
                String[] choices = inner.split("\\|", -1);
                dice = mixed(dice);
                text.append(fill(choices[(int) Math.floorMod(dice, (long) choices.length)], values, dice));
            }
            at = close + 1;
        }
        return text.toString();
    }

    /** Names as people list them. */
    static String list(List<String> names, String language) {
        if (language.equals("zh")) {
            return String.join("、", names);
        }
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** Spreads a seed's bits (SplitMix64's finalizer). */
    static long mixed(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
