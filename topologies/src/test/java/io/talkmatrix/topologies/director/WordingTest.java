package io.talkmatrix.topologies.director;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void templateIsFilledAndTheSameSeedPicksTheSame() {
        String template = "[感谢|谢谢]{gifts}[！|，爱你们！]";
        List<String> all = LongStream.range(0, 50)
                .mapToObj(seed -> Wording.fill(template, Map.of("gifts", "小王送的花"), seed))
                .toList();

        assertThat(all.stream().collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("感谢小王送的花！", "感谢小王送的花，爱你们！", "谢谢小王送的花！", "谢谢小王送的花，爱你们！");
        assertThat(Wording.fill(template, Map.of("gifts", "小王送的花"), 7)).isEqualTo(all.get(7));
        assertThat(Wording.fill("open [ and {", Map.of(), 1)).isEqualTo("open [ and {");
    }

    @Test
    void textIsCutAtTheEndsOfSentencesOnly() {
        assertThat(Sentences.of("大家好！今天是3.5折。\n欢迎新来的朋友们！！快来看看吧朋友们"))
                .containsExactly("大家好！今天是3.5折。", "欢迎新来的朋友们！！", "快来看看吧朋友们");
        assertThat(Sentences.of("Only 9.99 dollars today. Really good value, isn't it? Yes."))
                .containsExactly("Only 9.99 dollars today.", "Really good value, isn't it? Yes.");
        assertThat(Sentences.of("“好的，没问题！”她说道。")).containsExactly("“好的，没问题！”她说道。");
        assertThat(Sentences.of("……")).isEmpty();
    }

    @Test
    void likenessIgnoresSignsAndCase() {
        assertThat(similarity("多少钱？", "多少钱!!")).isEqualTo(1);
        assertThat(similarity("这件多少钱啊", "这件多少钱呀")).isGreaterThanOrEqualTo(0.8);
        assertThat(similarity("How much is it?", "how much is IT")).isEqualTo(1);
        assertThat(similarity("多少钱", "几点开始")).isZero();
    }

    private static double similarity(String one, String other) {
        return Similarity.of(Similarity.letters(one), Similarity.letters(other));
    }
}
