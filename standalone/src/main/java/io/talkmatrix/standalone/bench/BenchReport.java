package io.talkmatrix.standalone.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark found, as it is written to a file.
 *
 * @param name which benchmark
 * @param commit of the program
 * @param device the processor and how many of it
 * @param profile {@code default} or {@code edge}
 * @param figures numbers by name, units in the names
 * @param runs each turn's part
 */
@JsonPropertyOrder({"name", "commit", "device", "profile", "figures", "runs"})
public record BenchReport(
        String name, String commit, String device, String profile, Map<String, Double> figures, List<Run> runs) {

    private static final List<String> MILESTONES =
            List.of("ttfa", "transcript", "firstClause", "firstAudio", "firstFrame", "done");

    /**
     * One turn.
     *
     * @param language BCP 47 primary tag of the answer
     * @param source who wrote the answer
     * @param audioSeconds length of the answer
     * @param timeline milliseconds since the end of speech, by milestone
     * @param rtf compute time over media time, by stage
     */
    public record Run(
            String language, String source, double audioSeconds, Map<String, Long> timeline, Map<String, Double> rtf) {}

    public void write(Path file) {
        try {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** A table of turns and one of figures. */
    public void print(PrintStream out) {
        out.printf("%s, profile %s, commit %s, on %s%n%n", name, profile, commit, device);
        if (!runs.isEmpty()) {
            printRuns(out);
        }
        figures.forEach((name, value) -> out.printf(Locale.ROOT, "%-28s %10.2f%n", name, value));
    }

    private void printRuns(PrintStream out) {
        List<String> seen = MILESTONES.stream()
                .filter(milestone ->
                        runs.stream().anyMatch(run -> run.timeline().containsKey(milestone)))
                .toList();
        out.printf("%-4s %-8s %7s", "lang", "source", "audio s");
        seen.forEach(milestone -> out.printf(" %11s", milestone));
        out.println("  rtf");
        for (Run run : runs) {
            out.printf(Locale.ROOT, "%-4s %-8s %7.1f", run.language(), run.source(), run.audioSeconds());
            seen.forEach(milestone -> out.printf(" %11s", at(run, milestone)));
            out.println(run.rtf().isEmpty() ? "" : "  " + run.rtf());
        }
        out.println();
    }

    private static String at(Run run, String milestone) {
        Long millis = run.timeline().get(milestone);
        return millis == null ? "-" : millis.toString();
    }
}
