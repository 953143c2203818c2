package io.talkmatrix.reply.words;

import io.talkmatrix.moderation.Verdict;
import io.talkmatrix.moderation.WordList;
import io.talkmatrix.reply.Moderator;
import java.util.function.Supplier;

/**
 * {@link Moderator} by word lists.
 *
 * @param words as they are now
 */
public record ListedWords(Supplier<WordList> words) implements Moderator {

    @Override
    public Ruling judge(String text) {
        Verdict verdict = words.get().judge(text);
        String rules = verdict.clean() ? "" : verdict.action().orElseThrow() + " by " + verdict.rules();
        return new Ruling(verdict.text(), verdict.dropped(), rules);
    }
}
