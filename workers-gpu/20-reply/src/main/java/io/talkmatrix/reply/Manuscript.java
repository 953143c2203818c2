package io.talkmatrix.reply;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a model has written of an answer, and the clauses of it that nobody took yet. Not thread-safe. */
final class Manuscript {

    private final ClauseSplitter.Rules splitting;
    private final ClauseSplitter splitter;
    private final StringBuilder written = new StringBuilder();
    private final Deque<String> ready = new ArrayDeque<>();
    private boolean more;
    private int taken;

    Manuscript(ClauseSplitter.Rules splitting) {
        this.splitting = splitting;
        this.splitter = new ClauseSplitter(splitting);
    }

    /**
     * Takes the next piece.
     *
     * @return true if a clause was finished by it
     */
    boolean add(String piece) {
        int before = ready.size();
        written.append(piece);
        splitter.push(piece, ready::addLast);
        more = splitter.pending();
        return ready.size() > before;
    }

    /** The model is done. What it began and a limit or a loop cut off is not said, unless it would be all there is. */
    void end(ChatResult.Finish reason) {
        splitter.finish(ready::addLast);
        boolean torn = reason == ChatResult.Finish.TOKEN_LIMIT
                || reason == ChatResult.Finish.TIME_LIMIT
                || reason == ChatResult.Finish.LOOP;
        if (torn && !ready.isEmpty() && !Marks.endsSentence(ready.peekLast()) && (taken > 0 || ready.size() > 1)) {
            ready.removeLast();
        }
    }

    /** Words that are known as a whole. */
    void say(String text) {
        ClauseSplitter whole = new ClauseSplitter(splitting);
        whole.push(text, ready::addLast);
        whole.finish(ready::addLast);
    }

    /** The first clauses were taken by somebody else. */
    void passOver(int clauses) {
        for (int i = 0; i < clauses; i++) {
            take();
        }
    }

    /** True if there is a clause of which it is known that another one follows. */
    boolean hasOneAndMore() {
        return ready.size() > 1 || !ready.isEmpty() && more;
    }

    /** True if nothing can be said and nothing was. */
    boolean empty() {
        return taken == 0 && ready.isEmpty();
    }

    /** Clauses that wait. */
    int ready() {
        return ready.size();
    }

    /** The next clause; empty text if there is none. */
    String take() {
        taken++;
        return ready.isEmpty() ? "" : ready.pollFirst();
    }

    /** Everything so far. */
    String written() {
        return written.toString();
    }
}
