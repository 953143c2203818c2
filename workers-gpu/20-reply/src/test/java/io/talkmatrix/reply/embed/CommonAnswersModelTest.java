package io.talkmatrix.reply.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.inference.text.TextEmbedder.Pooling;
import io.talkmatrix.reply.CommonAnswers;
import io.talkmatrix.reply.Knowledge;
import io.talkmatrix.reply.app.ReplyConfig;
import io.talkmatrix.reply.files.KnowledgeFiles;
import io.talkmatrix.reply.files.KnowledgeLimits;
import io.talkmatrix.reply.mandarin.HanLpPronunciation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample knowledge file against questions as people ask them and as recognition hears them. */
class CommonAnswersModelTest {

    private record Try(String question, String expected, CommonAnswers.Match match, boolean accepted) {

        boolean unrelated() {
            return expected.equals("none");
        }

        boolean right() {
            return unrelated() ? !accepted : accepted && match.row().answer().contains(expected);
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%s | score %.3f | lead %.3f | %s | %s | %s",
                    right() ? "ok   " : "WRONG",
                    match.score(),
                    match.lead(),
                    accepted ? "answered" : "passed on",
                    question,
                    match.row().answer());
        }
    }

    private static OnnxEmbedder mandarin;
    private static OnnxEmbedder english;
    private static CommonAnswers answers;
    private static Knowledge knowledge;

    @BeforeAll
    static void load() {
        Inference inference = new Inference();
        ModelStore models = ModelStore.ofProcess();
        mandarin = new OnnxEmbedder(inference, "bge-small-zh", models.folder("bge-small-zh"), Pooling.CLS, 1);
        english = new OnnxEmbedder(inference, "minilm-l6", models.folder("minilm-l6"), Pooling.MEAN, 1);
        answers = new CommonAnswers(Map.of("zh", mandarin, "en", english), new HanLpPronunciation());
        knowledge = new KnowledgeFiles(KnowledgeLimits.defaults())
                .of(List.of(Path.of("../../samples/knowledge.csv").toString()));
    }

    @AfterAll
    static void release() {
        mandarin.close();
        english.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void questionsFindTheirRowAndUnrelatedOnesFindNone(String language) throws IOException {
        List<Try> tries = tries(language);
        tries.forEach(t -> System.out.println(t.line()));

        List<Try> related = tries.stream().filter(t -> !t.unrelated()).toList();
        List<Try> unrelated = tries.stream().filter(Try::unrelated).toList();
        assertThat(related).hasSizeGreaterThanOrEqualTo(20);
        assertThat(unrelated).hasSizeGreaterThanOrEqualTo(10);
        assertThat(related.stream().filter(t -> !t.right()).map(Try::line))
                .as("questions that did not get their row")
                .hasSizeLessThanOrEqualTo(related.size() / 10);
        assertThat(related.stream().filter(t -> t.accepted() && !t.right()).map(Try::line))
                .as("questions that got another row's answer")
                .isEmpty();
        assertThat(unrelated.stream().filter(t -> !t.right()).map(Try::line))
                .as("unrelated questions that got an answer")
                .hasSizeLessThanOrEqualTo(unrelated.size() / 10);
    }

    private static List<Try> tries(String language) throws IOException {
        CommonAnswers.Rule rule = ReplyConfig.defaults().matches().get(language);
        List<Try> tries = new ArrayList<>();
        byte[] table = CommonAnswersModelTest.class
                .getResourceAsStream("/io/talkmatrix/reply/matching.csv")
                .readAllBytes();
        for (String line : new String(table, StandardCharsets.UTF_8).split("\n")) {
            String[] cells = line.split(",", 3);
            if (cells[0].equals(language)) {
                CommonAnswers.Match best =
                        answers.nearest(knowledge, language, cells[1], 1).get(0);
                boolean accepted = best.score() >= rule.minScore() && best.lead() >= rule.minLead();
                tries.add(new Try(cells[1], cells[2], best, accepted));
            }
        }
        return tries;
    }
}
