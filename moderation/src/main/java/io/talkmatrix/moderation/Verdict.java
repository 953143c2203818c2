package io.talkmatrix.moderation;

import java.util.List;
import java.util.Optional;

/**
 * What came of looking at a text.
 *
 * @param text what may be used: the text, with words masked or replaced; empty if it is dropped
 * @param action the strongest of what was done, empty if nothing listed was found
 * @param rules ids of the rules that applied, for people: never the words
 */
public record Verdict(String text, Optional<Action> action, List<String> rules) {

    public Verdict {
        rules = List.copyOf(rules);
    }

    /** Nothing was found. */
    static Verdict clean(String text) {
        return new Verdict(text, Optional.empty(), List.of());
    }

    public boolean dropped() {
        return action.filter(Action.DROP::equals).isPresent();
    }

    /** True if nothing listed was found. */
    public boolean clean() {
        return action.isEmpty();
    }
}
