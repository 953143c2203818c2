package io.talkmatrix.reply.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.reply.Knowledge;
import io.talkmatrix.reply.KnowledgeException;
import io.talkmatrix.reply.KnowledgeRow;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeFilesTest {

    @TempDir
    Path folder;

    private final KnowledgeFiles files = new KnowledgeFiles(KnowledgeLimits.defaults());

    @Test
    void readsQuestionsWithVariantsAndTheLanguageOfTheAnswer() {
        Knowledge knowledge = read("faq.csv", "question,answer\n几点开始；什么时候开播;start,今晚八点开始\nWhen?,At eight tonight\n");

        assertThat(knowledge.rows()).hasSize(2);
        KnowledgeRow row = knowledge.rows().get(0);
        assertThat(row.questions()).containsExactly("几点开始", "什么时候开播", "start");
        assertThat(row.language()).isEqualTo("zh");
        assertThat(row.where()).isEqualTo("faq.csv:2");
        assertThat(knowledge.in("en")).extracting(KnowledgeRow::answer).containsExactly("At eight tonight");
    }

    @Test
    void readsFaysTableWithItsScriptColumn() {
        Knowledge knowledge = read("qa.csv", "问题,答案,脚本\n你好;您好,您好呀,python hello.py\n");

        assertThat(knowledge.rows().get(0).action()).isEqualTo("python hello.py");
        assertThat(knowledge.rows().get(0).questions()).containsExactly("你好", "您好");
    }

    @Test
    void quotesCommasAndLineBreaksInsideAFieldAreRead() {
        Knowledge knowledge =
                read("faq.csv", "question,answer\r\n\"a, b?\",\"He said \"\"yes\"\",\nthen left\"\r\nc?,d\r\n");

        assertThat(knowledge.rows().get(0).answer()).isEqualTo("He said \"yes\",\nthen left");
        assertThat(knowledge.rows().get(1).where()).isEqualTo("faq.csv:4");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,''", "UTF-8,\uFEFF", "UTF-16LE,\uFEFF", "UTF-16BE,\uFEFF", "GB18030,''"})
    void everyUsualEncodingIsDetected(String charset, String mark) throws IOException {
        Path file = folder.resolve("faq.csv");
        Files.write(file, (mark + "问题,答案\n包邮吗,全场满九十九元包邮\n").getBytes(Charset.forName(charset)));

        assertThat(files.of(List.of(file.toString())).rows().get(0).answer()).isEqualTo("全场满九十九元包邮");
    }

    @Test
    void markdownHeadingsAreQuestions() {
        Knowledge knowledge =
                read("faq.md", "# Shop\n\n<!-- a\nnote -->\n## 包邮吗；要运费吗\n满九十九元包邮。\n\n偏远地区除外。\n## Sizes? ##\n- small\n");

        assertThat(knowledge.rows()).hasSize(2);
        assertThat(knowledge.rows().get(0).questions()).containsExactly("包邮吗", "要运费吗");
        assertThat(knowledge.rows().get(0).answer()).isEqualTo("满九十九元包邮。\n偏远地区除外。");
        assertThat(knowledge.rows().get(0).where()).isEqualTo("faq.md:5");
        assertThat(knowledge.rows().get(1).questions()).containsExactly("Sizes?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "faq.csv|name,text\\na,b|faq.csv line 1: the first line must be the header question,answer",
                "faq.csv|question,answer\\na,b\\nc|faq.csv line 3: has 1 columns, the answer is missing",
                "faq.csv|question,answer\\na,|faq.csv line 2: the answer is empty",
                "faq.csv|question,answer\\n;；,b|faq.csv line 2: the question is empty",
                "faq.csv|question,answer\\na,\"b|faq.csv line 2",
                "faq.csv|question,answer\\n|faq.csv has no questions and answers",
                "faq.csv|``|faq.csv has no questions and answers",
                "faq.md|no heading|faq.md has no questions and answers",
                "faq.txt|question,answer|a knowledge file ends in .csv, .md or .markdown"
            })
    void whatCannotBeReadIsNamedWithFileAndLine(String name, String text, String message) {
        assertThatThrownBy(() -> read(name, text.replace("\\n", "\n")))
                .isInstanceOf(KnowledgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void filesThatAreMissingOrNoTextAreNamed() throws IOException {
        assertThatThrownBy(() -> files.of(List.of(folder.resolve("none.csv").toString())))
                .isInstanceOf(KnowledgeException.class)
                .hasMessageContaining("none.csv")
                .hasMessageContaining("no such file");
        Path zip = folder.resolve("book.csv");
        Files.write(zip, new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThatThrownBy(() -> files.of(List.of(zip.toString()))).hasMessageContaining("not a text file");
        Files.write(zip, new byte[] {(byte) 0xFF, (byte) 0xFF, 'a'});
        assertThatThrownBy(() -> files.of(List.of(zip.toString())))
                .hasMessageContaining("neither valid UTF-8 nor GB18030");
    }

    @Test
    void limitsAreKept() {
        KnowledgeFiles small = new KnowledgeFiles(new KnowledgeLimits(60, 2, 5, 2, 6));

        assertThatThrownBy(() -> read(small, "question,answer\n" + "a".repeat(60) + ",b\n"))
                .hasMessageContaining("60 bytes");
        assertThatThrownBy(() -> read(small, "question,answer\nabcdef,b\n")).hasMessageContaining("limit is 5");
        assertThatThrownBy(() -> read(small, "question,answer\na;b;c,b\n")).hasMessageContaining("limit is 2");
        assertThatThrownBy(() -> read(small, "question,answer\na,bbbbbbb\n")).hasMessageContaining("limit is 6");
        assertThatThrownBy(() -> read(small, "question,answer\na,b\nc,d\ne,f\n"))
                .hasMessageContaining("more than 2 rows");
    }

    @Test
    void aChangedFileIsReadAgainAndHasAnotherVersion() throws IOException {
        Path file = folder.resolve("faq.csv");
        Knowledge before = read("faq.csv", "question,answer\na,b\n");
        assertThat(files.of(List.of(file.toString()))).isEqualTo(before);

        Knowledge after = read("faq.csv", "question,answer\na,changed\n");

        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(after.rows().get(0).answer()).isEqualTo("changed");
    }

    private Knowledge read(String name, String text) {
        return read(files, name, text);
    }

    private Knowledge read(KnowledgeFiles with, String text) {
        return read(with, "faq.csv", text);
    }

    private Knowledge read(KnowledgeFiles with, String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return with.of(List.of(file.toString()));
    }
}
