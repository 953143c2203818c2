package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Stands between an engine and the reader of its tokens and ends the answer where it must end: stop strings (a beginning
 * of one is held back until it is decided), token limit, time limit, loops, cancellation. Every engine uses it, so all
 * keep the same promises. One per request; used from one thread.
 */
public final class TokenGate {

    private final ChatRequest request;
    private final ChatModel.TokenSink sink;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final StringBuilder held = new StringBuilder();
    private final RepetitionGuard repetition = new RepetitionGuard();
    private long readerNanos;
    private int tokens;
    private ChatResult.Finish finish;

    /** @param nanoTime like {@link System#nanoTime} */
    public TokenGate(ChatRequest request, ChatModel.TokenSink sink, Cancellation cancellation, LongSupplier nanoTime) {
        this.request = request;
        this.sink = sink;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        repetition.loops(request.begun());
    }

    /**
     * Takes the next token.
     *
     * @return false once the answer is over: the engine must stop
     * @throws io.talkmatrix.stage.CancelledException the turn was cut
     */
    public boolean accept(String token) throws InterruptedException {
        if (!open()) {
            return false;
        }
        tokens++;
        held.append(token);
        int stop = firstStop(request.stop(), held);
        if (stop >= 0) {
            held.setLength(stop);
            release(held.length());
            return end(ChatResult.Finish.STOP_STRING);
        }
        if (!release(held.length() - undecided(request.stop(), held))) {
            return false;
        }
        return tokens < request.maxTokens() || end(ChatResult.Finish.TOKEN_LIMIT);
    }

    /** Whether the engine may go on; to be asked while no token comes. */
    public boolean open() {
        cancellation.check();
        if (finish == null && remainingNanos() <= 0) {
            end(ChatResult.Finish.TIME_LIMIT);
        }
        return finish == null;
    }

    /** Model time left, at least 0. */
    public long remainingNanos() {
        long used = nanoTime.getAsLong() - startNanos - readerNanos;
        return Math.max(0, request.timeLimit().toNanos() - used);
    }

    /** The engine has no more tokens: hands over what was held back and tells how the answer went. */
    public ChatResult close() throws InterruptedException {
        cancellation.check();
        if (finish == null || finish == ChatResult.Finish.TOKEN_LIMIT || finish == ChatResult.Finish.TIME_LIMIT) {
            ChatResult.Finish reached = finish;
            finish = null;
            release(held.length());
            finish = reached != null ? reached : finish != null ? finish : ChatResult.Finish.END;
        }
        return new ChatResult(tokens, finish);
    }

    /** The engine gave up waiting because the time limit was reached. */
    public void timeOver() {
        if (finish == null) {
            end(ChatResult.Finish.TIME_LIMIT);
        }
    }

    /** Tokens seen so far. */
    public int tokens() {
        return tokens;
    }

    private boolean release(int length) throws InterruptedException {
        if (length <= 0) {
            return true;
        }
        String text = held.substring(0, length);
        held.delete(0, length);
        long before = nanoTime.getAsLong();
        boolean wanted = sink.accept(text);
        readerNanos += nanoTime.getAsLong() - before;
        if (!wanted) {
            return end(ChatResult.Finish.READER);
        }
        return !repetition.loops(text) || end(ChatResult.Finish.LOOP);
    }

    private boolean end(ChatResult.Finish reason) {
        finish = reason;
        return false;
    }

    private static int firstStop(List<String> stops, StringBuilder text) {
        int first = -1;
        for (String stop : stops) {
            int at = text.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** Length of the longest end of the text that may be the beginning of a stop string. */
    private static int undecided(List<String> stops, StringBuilder text) {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, text.length()); length > longest; length--) {
                if (stop.startsWith(text.substring(text.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
