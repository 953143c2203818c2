package io.talkmatrix.reply;

import java.util.Set;

/**
 * What a model is good for.
 *
 * @param languages primary tags it answers well in; empty means every language
 * @param usesKnowledge true if it answers from knowledge rows put beside the question; small models do not
 * @param historyTurns how many earlier exchanges it is shown at most
 * @param historyTokens how many tokens these may have together
 * @param continues true if it can be stopped in the middle of an answer and asked for the rest later
 */
public record ChatAbilities(
        Set<String> languages, boolean usesKnowledge, int historyTurns, int historyTokens, boolean continues) {

    public ChatAbilities {
        languages = Set.copyOf(languages);
        if (historyTurns < 0 || historyTokens < 0) {
            throw new IllegalArgumentException(
                    "history turns and tokens are counted from 0: " + historyTurns + ", " + historyTokens);
        }
    }

    public boolean speaks(String language) {
        return languages.isEmpty() || languages.contains(language);
    }
}
