package io.talkmatrix.asr.whisper;

import java.util.ArrayList;
import java.util.List;

/** What one decoding has written so far, token by token, and whether it goes on. For one thread. */
final class Words {

    private final DecodingRules rules;
    private final int endOfText;
    private final List<Integer> begun;
    private final int most;
    private final List<Integer> tokens;
    private double logProbabilities;
    private int choices;
    private boolean runaway;

    /**
     * @param begun tokens the decoding begins with
     * @param samples length of the audio at 16 kHz, which bounds the number of tokens
     */
    Words(DecodingRules rules, int endOfText, List<Integer> begun, int samples) {
        this.rules = rules;
        this.endOfText = endOfText;
        this.begun = begun;
        most = DecodingRules.mostTokens(samples);
        tokens = new ArrayList<>(begun);
    }

    /**
     * Takes what the model thinks of the next token; suppressed logits are overwritten.
     *
     * @return false if nothing follows
     */
    boolean take(float[] logits) {
        DecodingRules.Choice choice = rules.choose(logits, tokens.isEmpty());
        logProbabilities += choice.logProbability();
        choices++;
        if (choice.token() == endOfText) {
            return false;
        }
        tokens.add(choice.token());
        runaway = DecodingRules.loop(tokens) > 0 || tokens.size() >= most;
        return !runaway;
    }

    int last() {
        return tokens.get(tokens.size() - 1);
    }

    /** With a loop at the end said once. */
    List<Integer> tokens() {
        int loop = DecodingRules.loop(tokens);
        List<Integer> kept = loop > 0 ? DecodingRules.withoutLoop(tokens, loop) : tokens;
        return kept.size() < begun.size() ? begun : kept;
    }

    /** Mean natural log of the chosen tokens' shares, the end of the text included. */
    float averageLogProbability() {
        return (float) (logProbabilities / choices);
    }

    /** True if it was stopped in a loop, or because nobody says so much in that time. */
    boolean runaway() {
        return runaway;
    }
}
