package io.talkmatrix.reply;

import java.time.Duration;
import java.util.List;

/**
 * What a chat model is asked.
 *
 * @param messages in order, the last one from the user
 * @param maxTokens most tokens of the answer, at least 1
 * @param timeLimit longest time the model may work, not counting what the reader of its tokens takes
 * @param temperature 0 for the likeliest words
 * @param repetitionPenalty 1 for none; servers that have no such setting ignore it
 * @param stop strings that end the answer and are not part of it
 * @param seed the same seed gives the same answer where the engine can do it
 * @param begun how the answer begins: the model goes on after it and does not say it again. Only for models whose {@link
 *     ChatAbilities#continues()} is true, empty for all others
 */
public record ChatRequest(
        List<Message> messages,
        int maxTokens,
        Duration timeLimit,
        float temperature,
        float repetitionPenalty,
        List<String> stop,
        int seed,
        String begun) {

    /** Who says something. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** One message of the conversation. */
    public record Message(Role role, String text) {}

    public ChatRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
        if (messages.isEmpty() || maxTokens < 1 || timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("a request needs a message, at least one token and time: "
                    + messages.size() + ", " + maxTokens + ", " + timeLimit);
        }
    }

    /** An answer from its first word on. */
    public ChatRequest(
            List<Message> messages,
            int maxTokens,
            Duration timeLimit,
            float temperature,
            float repetitionPenalty,
            List<String> stop,
            int seed) {
        this(messages, maxTokens, timeLimit, temperature, repetitionPenalty, stop, seed, "");
    }

    /** The rest of the same answer; the same tokens before it give the same rest. */
    ChatRequest after(String said, int tokens, int tokensLeft, Duration timeLeft) {
        return new ChatRequest(
                messages,
                tokensLeft,
                timeLeft,
                temperature,
                repetitionPenalty,
                stop,
                seed + tokens & Integer.MAX_VALUE,
                begun + said);
    }
}
