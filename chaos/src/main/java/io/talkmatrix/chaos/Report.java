package io.talkmatrix.chaos;

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
 * What was found, as it is written to a file.
 *
 * @param name {@code chaos}
 * @param commit of the program
 * @param device the processor and how many of it
 * @param profile what was killed: {@code scripted}, or the program's profile
 * @param figures numbers by name, units in the names
 * @param runs each kill
 * @param outcomes how many turns ended how
 */
@JsonPropertyOrder({"name", "commit", "device", "profile", "figures", "outcomes", "runs"})
record Report(
        String name,
        String commit,
        String device,
        String profile,
        Map<String, Double> figures,
        List<Kill> runs,
        Map<String, Long> outcomes) {

    /**
     * One kill.
     *
     * @param victim for example {@code tts-1}
     * @param silenceMillis the longest time that some room was not heard around it
     * @param readyMillis from the kill until the victim served again
     * @param recoveredMillis from the kill until every room had ended two turns since
     */
    record Kill(String victim, long silenceMillis, long readyMillis, long recoveredMillis) {}

    void write(Path file) {
        try {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    void print(PrintStream out) {
        out.printf("%s, %s, commit %s, on %s%n%n", name, profile, commit, device);
        figures.forEach((figure, value) -> out.printf(Locale.ROOT, "%-28s %10.2f%n", figure, value));
        out.printf("%n%s%n", outcomes);
    }

    double figure(String figure) {
        return figures.get(figure);
    }
}
