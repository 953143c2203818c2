package io.talkmatrix.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.inference.text.TextEmbedder.Pooling;
import io.talkmatrix.reply.CommonAnswers;
import io.talkmatrix.reply.CommonAnswers.Match;
import io.talkmatrix.reply.Knowledge;
import io.talkmatrix.reply.app.ReplyConfig;
import io.talkmatrix.reply.embed.OnnxEmbedder;
import io.talkmatrix.reply.files.KnowledgeFiles;
import io.talkmatrix.reply.files.KnowledgeLimits;
import io.talkmatrix.reply.mandarin.HanLpPronunciation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spoken questions, in voices the host doesn't use and with a little noise, find their row of the sample knowledge. With
 * {@code -Dtalkmatrix.questions=questions-held-out} a second set is asked, written after the rule's bars were set, with
 * questions that no row answers ({@code -}) among them.
 */
class SpokenQuestionsTest {

    private static final double SNR_DB = 25;
    private static final List<String> LANGUAGES = List.of("zh", "en");
    private static final String SET = System.getProperty("talkmatrix.questions", "questions");
    private static final String NO_ROW = "-";

    @TempDir
    static Path folder;

    private static SpeechLab lab;
    private static OnnxEmbedder mandarin;
    private static OnnxEmbedder english;

    private record Question(String language, String voice, String text, String answer) {

        static Question of(String line) {
            String[] fields = line.split("\t");
            return new Question(fields[0], fields[1], fields[2], fields[3]);
        }
    }

    @BeforeAll
    static void load() {
        lab = new SpeechLab(folder, false);
        ModelStore models = ModelStore.ofProcess();
        Inference inference = new Inference();
        mandarin = new OnnxEmbedder(inference, "bge-small-zh", models.folder("bge-small-zh"), Pooling.CLS, 1);
        english = new OnnxEmbedder(inference, "minilm-l6", models.folder("minilm-l6"), Pooling.MEAN, 1);
    }

    @AfterAll
    static void release() {
        lab.close();
        mandarin.close();
        english.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void nineOfTenFindTheirRow(String language) {
        CommonAnswers answers = new CommonAnswers(Map.of("zh", mandarin, "en", english), new HanLpPronunciation());
        Knowledge knowledge = new KnowledgeFiles(KnowledgeLimits.defaults())
                .of(List.of(Path.of("..", "samples", "knowledge.csv").toString()));
        StringBuilder table = new StringBuilder(
                "| voice | asked | heard | row found | score | lead | right |\n" + "|---|---|---|---|---|---|---|\n");
        int right = 0;
        List<Question> questions = SpeechLab.lines(SET + ".tsv").stream()
                .map(Question::of)
                .filter(question -> question.language().equals(language))
                .toList();
        for (Question question : questions) {
            float[] speech = SpeechLab.samples(lab.speak(lab.kokoro(), question.voice(), language, question.text()));
            SpeechLab.Heard heard =
                    lab.hear(SpeechLab.noisy(speech, SNR_DB, question.text().hashCode()), LANGUAGES);
            Match match = answers.nearest(knowledge, heard.language(), heard.text(), 1)
                    .get(0);
            boolean accepted = accepted(match, heard.language());
            boolean found = question.answer().equals(NO_ROW)
                    ? !accepted
                    : accepted && match.row().answer().startsWith(question.answer());
            right += found ? 1 : 0;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.2f | %.2f | %s |%n",
                    question.voice(),
                    question.text(),
                    heard.text(),
                    match.row().questions().get(0),
                    match.score(),
                    match.lead(),
                    found ? "yes" : "no"));
        }
        System.out.println(table);

        assertThat(questions).hasSizeGreaterThanOrEqualTo(10);
        assertThat(right).as(table.toString()).isGreaterThanOrEqualTo(questions.size() * 9 / 10);
    }

    private static boolean accepted(Match match, String language) {
        CommonAnswers.Rule rule = ReplyConfig.defaults().matches().get(language);
        return match.score() >= rule.minScore() && match.lead() >= rule.minLead();
    }
}
