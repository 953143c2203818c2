package io.talkmatrix.reply;

import java.util.Set;

/**
 * What a model is good for.
 *
 * @param languages primary tags it answers well in; empty means every language
 * @param usesKnowledge true if it answers from knowledge rows put beside the question; small models do not
 * @param historyTurns how many earlier exchanges it is shown
 */
public record ChatAbilities(Set<String> languages, boolean usesKnowledge, int historyTurns) {

    public ChatAbilities {
        languages = Set.copyOf(languages);
        if (historyTurns < 0) {
            throw new IllegalArgumentException("history turns are counted from 0: " + historyTurns);
        }
    }

    public boolean speaks(String language) {
        return languages.isEmpty() || languages.contains(language);
    }
}
