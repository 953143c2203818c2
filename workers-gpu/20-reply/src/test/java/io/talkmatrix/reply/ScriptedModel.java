package io.talkmatrix.reply;

import io.talkmatrix.reply.ChatRequest.Message;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.EngineInfo;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Says given tokens through the gate, goes on where an answer was begun, waits before each token if a test wants it. */
final class ScriptedModel implements ChatModel {

    final List<ChatRequest> requests = new CopyOnWriteArrayList<>();
    final List<List<Message>> read = new CopyOnWriteArrayList<>();
    final List<String> counted = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();
    private final ChatAbilities abilities;
    private final Function<String, List<String>> script;
    private int failAt = -1;
    private int conversations = Integer.MAX_VALUE;
    private Semaphore steps;
    private Runnable afterToken = () -> {};
    private volatile int handedOver;

    private ScriptedModel(ChatAbilities abilities, Function<String, List<String>> script) {
        this.abilities = abilities;
        this.script = script;
    }

    /** Speaks these languages (none for all), is shown knowledge and history, says the same to everybody. */
    static ScriptedModel saying(Set<String> languages, String... tokens) {
        return new ScriptedModel(new ChatAbilities(languages, true, 6, 1000, true), question -> List.of(tokens));
    }

    /** Answers each question, as it is written in the last message. */
    static ScriptedModel answering(ChatAbilities abilities, Function<String, List<String>> script) {
        return new ScriptedModel(abilities, script);
    }

    ScriptedModel failingAt(int token) {
        failAt = token;
        return this;
    }

    /** Every token takes a permit. */
    ScriptedModel stepping(Semaphore permits) {
        steps = permits;
        return this;
    }

    ScriptedModel after(Runnable action) {
        afterToken = action;
        return this;
    }

    int handedOver() {
        return handedOver;
    }

    @Override
    public EngineInfo engine() {
        return new EngineInfo("scripted", "test", "cpu", "");
    }

    @Override
    public ChatAbilities abilities() {
        return abilities;
    }

    ScriptedModel keeping(int rooms) {
        conversations = rooms;
        return this;
    }

    @Override
    public int conversations() {
        return conversations;
    }

    @Override
    public int tokens(String text) {
        counted.add(text);
        return ChatModel.super.tokens(text);
    }

    @Override
    public void readAhead(List<Message> beginning, Cancellation cancellation) {
        read.add(beginning);
    }

    @Override
    public ChatResult stream(ChatRequest request, TokenSink sink, Cancellation cancellation)
            throws InterruptedException {
        requests.add(request);
        try {
            ChatResult result = say(request, sink, cancellation);
            ended.add(result.finish().name());
            return result;
        } catch (CancelledException e) {
            ended.add("CANCELLED");
            throw e;
        }
    }

    private ChatResult say(ChatRequest request, TokenSink sink, Cancellation cancellation) throws InterruptedException {
        TokenGate gate = new TokenGate(request, sink, cancellation, () -> 0);
        List<Message> messages = request.messages();
        List<String> tokens = script.apply(messages.get(messages.size() - 1).text());
        int said = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (said < request.begun().length()) {
                said += tokens.get(i).length();
                continue;
            }
            if (i == failAt) {
                throw new ChatModelException("scripted failure");
            }
            if (i == tokens.size()) {
                break;
            }
            if (steps != null) {
                steps.acquire();
            }
            if (!gate.accept(tokens.get(i))) {
                break;
            }
            handedOver++;
            afterToken.run();
        }
        return gate.close();
    }

    @Override
    public void close() {
        // nothing to release
    }
}
