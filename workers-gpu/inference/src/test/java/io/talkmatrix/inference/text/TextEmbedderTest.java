package io.talkmatrix.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.inference.models.Models;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextEmbedderTest {

    private final Models models = ModelStore.ofProcess();
    private final Inference inference = new Inference();

    @Test
    void aMandarinQuestionIsNearestToItsParaphrase() {
        try (TextEmbedder embedder =
                TextEmbedder.load(inference, models.folder("bge-small-zh"), TextEmbedder.Pooling.CLS, 1)) {
            float[] question = embedder.embed("这个多少钱");
            assertThat(question).hasSize(512);
            assertThat(cosine(question, question)).isEqualTo(1, within(1e-5));
            double paraphrase = cosine(question, embedder.embed("请问价格是多少"));
            assertThat(paraphrase).isGreaterThan(0.6);
            for (String other : List.of("什么时候发货", "今天天气怎么样", "主播你好")) {
                assertThat(cosine(question, embedder.embed(other))).isLessThan(paraphrase - 0.1);
            }
        }
    }

    @Test
    void anEnglishQuestionIsNearestToItsParaphrase() {
        try (TextEmbedder embedder =
                TextEmbedder.load(inference, models.folder("minilm-l6"), TextEmbedder.Pooling.MEAN, 1)) {
            float[] question = embedder.embed("How much does it cost?");
            assertThat(question).hasSize(384);
            double paraphrase = cosine(question, embedder.embed("What is the price of this?"));
            assertThat(paraphrase).isGreaterThan(0.6);
            for (String other : List.of("When will it ship?", "Nice weather today.", "Hello everyone!")) {
                assertThat(cosine(question, embedder.embed(other))).isLessThan(paraphrase - 0.3);
            }
        }
    }

    @Test
    void aSentenceHasTheSameVectorAloneAndAmongOthers() {
        try (TextEmbedder embedder =
                TextEmbedder.load(inference, models.folder("minilm-l6"), TextEmbedder.Pooling.MEAN, 1)) {
            List<float[]> together = embedder.embed(List.of("a short one", "and another which is quite a bit longer"));
            assertThat(together.get(0)).containsExactly(embedder.embed("a short one"));
        }
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
