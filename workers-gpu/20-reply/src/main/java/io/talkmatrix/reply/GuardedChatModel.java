package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CircuitBreaker;
import io.talkmatrix.stage.EngineInfo;
import java.util.List;

/**
 * A chat model that is left alone while it keeps failing, so that nobody waits for what will not come: requests fail at
 * once until a trial succeeds. A model that writes nothing within its time has failed, too.
 */
public final class GuardedChatModel implements ChatModel {

    private final ChatModel model;
    private final CircuitBreaker breaker;

    /** @param model closed with this one */
    public GuardedChatModel(ChatModel model, CircuitBreaker breaker) {
        this.model = model;
        this.breaker = breaker;
    }

    @Override
    public EngineInfo engine() {
        return model.engine();
    }

    @Override
    public ChatAbilities abilities() {
        return model.abilities();
    }

    @Override
    public ChatResult stream(ChatRequest request, TokenSink sink, Cancellation cancellation)
            throws InterruptedException {
        if (!breaker.letsThrough()) {
            throw new RestingModelException(
                    engine().engineAndModel() + " failed again and again and is left alone for now");
        }
        boolean known = false;
        try {
            ChatResult result = model.stream(request, sink, cancellation);
            known = true;
            if (result.finish() == ChatResult.Finish.TIME_LIMIT && result.tokens() == 0) {
                breaker.failed();
            } else {
                breaker.succeeded();
            }
            return result;
        } catch (ChatModelException e) {
            known = true;
            breaker.failed();
            throw e;
        } finally {
            if (!known) {
                breaker.abandoned();
            }
        }
    }

    @Override
    public void late() {
        breaker.failed();
    }

    @Override
    public void readAhead(List<ChatRequest.Message> beginning, Cancellation cancellation) throws InterruptedException {
        if (breaker.state() == CircuitBreaker.State.CLOSED) {
            model.readAhead(beginning, cancellation);
        }
    }

    @Override
    public int conversations() {
        return model.conversations();
    }

    @Override
    public int tokens(String text) {
        return model.tokens(text);
    }

    @Override
    public void close() {
        model.close();
    }
}
