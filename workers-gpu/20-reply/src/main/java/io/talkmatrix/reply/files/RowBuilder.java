package io.talkmatrix.reply.files;

import io.talkmatrix.reply.KnowledgeException;
import io.talkmatrix.reply.KnowledgeRow;
import io.talkmatrix.reply.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks what a reader found and makes rows of it. One per file. */
final class RowBuilder {

    private final String file;
    private final KnowledgeLimits limits;
    private final List<KnowledgeRow> rows = new ArrayList<>();

    RowBuilder(String file, KnowledgeLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** Adds a row; the variants of the question are split by {@code ;} or {@code ；}. */
    void add(long line, String question, String answer, String action) {
        List<String> variants = Arrays.stream(question.split("[;；]"))
                .map(String::strip)
                .filter(variant -> !variant.isEmpty())
                .distinct()
                .toList();
        String spoken = answer.strip();
        if (variants.isEmpty()) {
            throw at(line, "the question is empty");
        }
        if (spoken.isEmpty()) {
            throw at(line, "the answer is empty");
        }
        if (variants.size() > limits.maxVariants()) {
            throw at(line, variants.size() + " ways to ask are too many, the limit is " + limits.maxVariants());
        }
        for (String variant : variants) {
            if (variant.length() > limits.maxQuestionChars()) {
                throw at(
                        line,
                        "a question has " + variant.length() + " characters, the limit is "
                                + limits.maxQuestionChars());
            }
        }
        if (spoken.length() > limits.maxAnswerChars()) {
            throw at(
                    line, "the answer has " + spoken.length() + " characters, the limit is " + limits.maxAnswerChars());
        }
        if (rows.size() == limits.maxRows()) {
            throw at(line, "more than " + limits.maxRows() + " rows");
        }
        rows.add(new KnowledgeRow(file + ":" + line, variants, spoken, action.strip(), Language.of(spoken)));
    }

    KnowledgeException at(long line, String what) {
        return new KnowledgeException(file + " line " + line + ": " + what);
    }

    List<KnowledgeRow> rows() {
        if (rows.isEmpty()) {
            throw new KnowledgeException(file + " has no questions and answers");
        }
        return rows;
    }
}
