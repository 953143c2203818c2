package io.talkmatrix.reply.files;

import io.talkmatrix.reply.KnowledgeException;
import io.talkmatrix.reply.KnowledgeRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads CSV by RFC 4180 with the header {@code question,answer} and optionally {@code action}, in any order, or Fay's
 * {@code 问题,答案,脚本}. Other columns are ignored.
 */
final class CsvKnowledge {

    private static final List<String> QUESTION = List.of("question", "questions", "问题");
    private static final List<String> ANSWER = List.of("answer", "答案", "回答");
    private static final List<String> ACTION = List.of("action", "script", "脚本");

    private CsvKnowledge() {}

    static List<KnowledgeRow> read(String file, String text, KnowledgeLimits limits) {
        RowBuilder rows = new RowBuilder(file, limits);
        long line = 1;
        try (CSVParser parser = CSVParser.parse(
                text, CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get())) {
            Columns columns = null;
            for (CSVRecord record : parser) {
                long first = line;
                line = parser.getCurrentLineNumber() + 1;
                if (columns == null) {
                    columns = Columns.of(rows, first, record);
                } else if (!blank(record)) {
                    columns.add(rows, first, record);
                }
            }
        } catch (UncheckedIOException e) {
            throw new KnowledgeException(
                    file + " line " + line + ": " + e.getCause().getMessage()
                            + "; put a text with quotes into quotes and" + " double the quotes in it",
                    e);
        } catch (IOException e) {
            throw new KnowledgeException(file + " line " + line + ": " + e.getMessage(), e);
        }
        return rows.rows();
    }

    private static boolean blank(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    private record Columns(int question, int answer, int action) {

        static Columns of(RowBuilder rows, long line, CSVRecord header) {
            Columns columns = new Columns(find(header, QUESTION), find(header, ANSWER), find(header, ACTION));
            if (columns.question < 0 || columns.answer < 0) {
                throw rows.at(
                        line,
                        "the first line must be the header question,answer or 问题,答案,脚本, columns divided by commas");
            }
            return columns;
        }

        private static int find(CSVRecord header, List<String> names) {
            for (int i = 0; i < header.size(); i++) {
                if (names.contains(header.get(i).strip().toLowerCase(Locale.ROOT))) {
                    return i;
                }
            }
            return -1;
        }

        void add(RowBuilder rows, long line, CSVRecord record) {
            if (record.size() <= Math.max(question, answer)) {
                throw rows.at(line, "has " + record.size() + " columns, the answer is missing");
            }
            String what = action >= 0 && action < record.size() ? record.get(action) : "";
            rows.add(line, record.get(question), record.get(answer), what);
        }
    }
}
