package io.talkmatrix.asr.whisper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.inference.InferenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which token comes next: the model's suppression lists, no timestamps, the largest logit. Also the guards against the
 * loops Whisper falls into on noise. Immutable.
 */
final class DecodingRules {

    /** A phrase of up to this many tokens that repeats is a loop. */
    private static final int LONGEST_LOOP = 8;
    /** Phrases of one or two tokens may be meant ("no, no, no"), longer ones are not said three times over. */
    private static final int SHORT_PHRASE = 2;

    private static final int SHORT_PHRASE_REPEATS = 6;
    private static final int REPEATS = 3;
    private static final int LEAST_TOKENS = 8;
    private static final double TOKENS_PER_SECOND = 12;

    private final boolean[] never;
    private final int[] neverFirst;

    private DecodingRules(boolean[] never, int[] neverFirst) {
        this.never = never;
        this.neverFirst = neverFirst;
    }

    /** Reads {@code suppress_ids} and {@code suppress_ids_begin} of the model's {@code config.json}. */
    static DecodingRules read(Path config, WhisperVocabulary vocabulary) {
        try {
            JsonNode json = new ObjectMapper().readTree(config.toFile());
            boolean[] never = new boolean[vocabulary.size()];
            for (int id : ids(json, "suppress_ids", config, vocabulary)) {
                never[id] = true;
            }
            for (int id = vocabulary.special("<|notimestamps|>"); id < never.length; id++) {
                never[id] = true;
            }
            return new DecodingRules(never, ids(json, "suppress_ids_begin", config, vocabulary));
        } catch (IOException e) {
            throw new InferenceException("cannot read " + config + ": " + e.getMessage(), e);
        }
    }

    private static int[] ids(JsonNode json, String key, Path config, WhisperVocabulary vocabulary) {
        JsonNode list = json.path(key);
        int[] ids = new int[list.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = list.get(i).asInt(-1);
            if (ids[i] < 0 || ids[i] >= vocabulary.size()) {
                throw new InferenceException(config + ": " + key + " holds " + list.get(i) + ", which is no token id");
            }
        }
        return ids;
    }

    /** A chosen token and the log of its share among those allowed. */
    record Choice(int token, float logProbability) {}

    /**
     * The most likely allowed token.
     *
     * @param logits [vocabulary]; suppressed ones are overwritten
     */
    Choice choose(float[] logits, boolean first) {
        for (int id = 0; id < never.length; id++) {
            if (never[id]) {
                logits[id] = Float.NEGATIVE_INFINITY;
            }
        }
        if (first) {
            for (int id : neverFirst) {
                logits[id] = Float.NEGATIVE_INFINITY;
            }
        }
        int best = Softmax.largest(logits);
        return new Choice(best, (float) -Math.log(Softmax.mass(logits, logits[best])));
    }

    /** More tokens than anybody says in that time. */
    static int mostTokens(int samples) {
        return LEAST_TOKENS + (int) (TOKENS_PER_SECOND * samples / 16_000);
    }

    /** Length of the phrase that the tokens end with several times over, 0 if they do not. */
    static int loop(List<Integer> tokens) {
        for (int phrase = 1; phrase <= LONGEST_LOOP; phrase++) {
            if (repeats(tokens, phrase) >= (phrase <= SHORT_PHRASE ? SHORT_PHRASE_REPEATS : REPEATS)) {
                return phrase;
            }
        }
        return 0;
    }

    /** The tokens with the phrase they end with said once. */
    static List<Integer> withoutLoop(List<Integer> tokens, int phrase) {
        int end = tokens.size() - (repeats(tokens, phrase) - 1) * phrase;
        return new ArrayList<>(tokens.subList(0, end));
    }

    private static int repeats(List<Integer> tokens, int phrase) {
        int at = tokens.size() - 1;
        while (at - phrase >= 0 && tokens.get(at).equals(tokens.get(at - phrase))) {
            at--;
        }
        return (tokens.size() - 1 - at) / phrase + 1;
    }
}
