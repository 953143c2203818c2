package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.util.List;

/** A language model that answers in a stream. Loaded once, resident, safe for use from several threads at once. */
public interface ChatModel extends AutoCloseable {

    EngineInfo engine();

    ChatAbilities abilities();

    /**
     * Answers a request, handing each piece of text to {@code sink} on the calling thread. Stop strings are never handed
     * over. Returns when the answer is complete or a limit of the request is reached.
     *
     * @throws ChatModelException the model failed; pieces may have been handed over before
     * @throws io.talkmatrix.stage.CancelledException the turn was cut
     */
    ChatResult stream(ChatRequest request, TokenSink sink, Cancellation cancellation) throws InterruptedException;

    /**
     * Reads the beginning of a conversation, so that a request that begins the same way is answered sooner. The last
     * message may go on. Models that keep nothing between requests do nothing.
     *
     * @throws ChatModelException the model failed
     * @throws io.talkmatrix.stage.CancelledException it is not wanted any more
     */
    default void readAhead(List<ChatRequest.Message> beginning, Cancellation cancellation) throws InterruptedException {
        // nothing is kept between requests
    }

    /** How many conversations it keeps what it has read of. */
    default int conversations() {
        return Integer.MAX_VALUE;
    }

    /** Told when somebody could not wait any longer for the first words of an answer. */
    default void late() {
        // nothing is learned from it
    }

    /** Length of a text in tokens, rather too high than too low where it is a guess. */
    default int tokens(String text) {
        return Marks.columns(text) / 2 + 1;
    }

    /** Releases the model. Later calls of {@link #stream} fail. */
    @Override
    void close();

    /** Takes pieces of an answer. */
    @FunctionalInterface
    interface TokenSink {

        /** @return false to end the answer here */
        boolean accept(String text) throws InterruptedException;
    }
}
