package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;

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
