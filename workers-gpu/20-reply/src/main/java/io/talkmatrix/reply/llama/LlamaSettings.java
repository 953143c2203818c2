package io.talkmatrix.reply.llama;

import io.talkmatrix.reply.ChatAbilities;

/**
 * How to load a GGUF model.
 *
 * @param model id of the catalogue, for milestones and messages
 * @param precision of the weights, for milestones
 * @param template how the model wants a conversation written
 * @param abilities what the model is good for
 * @param threads for one step of the model
 * @param slots conversations at once; they share the weights. Only one answer at a time repeats itself for the same seed:
 *     answers batched together change each other's rounding
 * @param contextTokens prompt and answer of one slot together
 * @param keepsPrompts whether a slot reads only what is new in a prompt; without it an answer is the same whatever was
 *     asked before
 */
public record LlamaSettings(
        String model,
        String precision,
        ChatTemplate template,
        ChatAbilities abilities,
        int threads,
        int slots,
        int contextTokens,
        boolean keepsPrompts) {

    public LlamaSettings {
        if (threads < 1 || slots < 1 || contextTokens < 128) {
            throw new IllegalArgumentException("llama needs at least 1 thread, 1 slot and 128 tokens of context: "
                    + threads + ", " + slots + ", " + contextTokens);
        }
    }
}
