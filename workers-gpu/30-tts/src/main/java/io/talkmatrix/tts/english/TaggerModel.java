package io.talkmatrix.tts.english;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The numbers of the part-of-speech tagger. Immutable. */
final class TaggerModel {

    private final List<String> tags; // sorted
    private final Map<String, String> unambiguous; // word as written to its only tag
    private final StringIndex vocabulary;
    private final StringIndex features;
    private final int[] ends; // [features], where each feature's weights end
    private final byte[] weightTags; // [weights], index of the tag
    private final short[] weights; // [weights], tenths

    private TaggerModel(Builder builder, List<String> tags, Map<String, String> unambiguous, StringIndex vocabulary) {
        this.tags = tags;
        this.unambiguous = unambiguous;
        this.vocabulary = vocabulary;
        this.features = builder.features.build();
        this.ends = Arrays.copyOf(builder.ends, builder.featureCount);
        this.weightTags = Arrays.copyOf(builder.weightTags, builder.weightCount);
        this.weights = Arrays.copyOf(builder.weights, builder.weightCount);
    }

    List<String> tags() {
        return tags;
    }

    /** @return null if the word may have several tags or was never seen */
    String onlyTag(String word) {
        return unambiguous.get(word);
    }

    boolean inVocabulary(String norm) {
        return vocabulary.contains(norm);
    }

    /**
     * Adds a feature's weights to the scores.
     *
     * @param scores one for each of {@link #tags}, in tenths
     * @return whether the feature has any
     */
    boolean addWeights(String feature, int[] scores) {
        int number = features.find(feature);
        if (number == StringIndex.ABSENT) {
            return false;
        }
        for (int i = number == 0 ? 0 : ends[number - 1]; i < ends[number]; i++) {
            scores[weightTags[i]] += weights[i];
        }
        return true;
    }

    /** Collects the weights, feature by feature. */
    static final class Builder {

        private final StringIndex.Builder features = new StringIndex.Builder();
        private int[] ends = new int[1024];
        private byte[] weightTags = new byte[1024];
        private short[] weights = new short[1024];
        private int featureCount;
        private int weightCount;

        void weight(int tag, double weight) {
            if (weightCount == weights.length) {
                weights = Arrays.copyOf(weights, weightCount * 2);
                weightTags = Arrays.copyOf(weightTags, weightCount * 2);
            }
            weightTags[weightCount] = (byte) tag;
            weights[weightCount++] = (short) Math.round(weight * 10);
        }

        void endOfFeature(String feature) {
            features.add(feature);
            if (featureCount == ends.length) {
                ends = Arrays.copyOf(ends, featureCount * 2);
            }
            ends[featureCount++] = weightCount;
        }

        TaggerModel build(List<String> sortedTags, Map<String, String> unambiguous, StringIndex vocabulary) {
            return new TaggerModel(this, List.copyOf(sortedTags), Map.copyOf(unambiguous), vocabulary);
        }
    }
}
