package io.talkmatrix.reply.files;

import io.talkmatrix.reply.KnowledgeRow;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Markdown: a heading of any level is a question (variants divided by {@code ;}), the text below it the answer. A
 * heading without text of its own (a chapter) is skipped, text before the first heading and HTML comments too.
 */
final class MarkdownKnowledge {

    private static final Pattern HEADING = Pattern.compile("\\s{0,3}#{1,6}\\s+(.*?)\\s*#*\\s*");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    private MarkdownKnowledge() {}

    static List<KnowledgeRow> read(String file, String text, KnowledgeLimits limits) {
        RowBuilder rows = new RowBuilder(file, limits);
        String heading = "";
        long headingLine = 0;
        StringBuilder answer = new StringBuilder();
        long number = 0;
        for (String line : withoutComments(text).split("\\R", -1)) {
            number++;
            Matcher matcher = HEADING.matcher(line);
            if (matcher.matches()) {
                close(rows, headingLine, heading, answer);
                heading = matcher.group(1);
                headingLine = number;
            } else if (!line.isBlank()) {
                answer.append(answer.length() == 0 ? "" : "\n").append(line.strip());
            }
        }
        close(rows, headingLine, heading, answer);
        return rows.rows();
    }

    private static void close(RowBuilder rows, long line, String heading, StringBuilder answer) {
        if (line > 0 && answer.length() > 0) {
            rows.add(line, heading, answer.toString(), "");
        }
        answer.setLength(0);
    }

    /** Keeps the line breaks inside comments, so that line numbers stay right. */
    private static String withoutComments(String text) {
        return COMMENT.matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", ""));
    }
}
