package io.talkmatrix.standalone.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a record's Javadoc says, as Markdown. */
final class JavaSource {

    private static final List<Path> ROOTS = List.of(Path.of(".."), Path.of("../workers-gpu"));
    private static final Pattern VALUE = Pattern.compile("\\{@value (\\w*)#(\\w+)}");
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");
    private static final Pattern LINK = Pattern.compile("\\{@link #?([^}]*)}");

    private final Class<?> type;
    private final String comment;

    private JavaSource(Class<?> type, String comment) {
        this.type = type;
        this.comment = comment;
    }

    static JavaSource of(Class<?> type) {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        String text = text(outer.getName().replace('.', '/') + ".java");
        int end = text.indexOf("record " + type.getSimpleName() + "(");
        int begin = text.lastIndexOf("/**", end);
        if (begin < 0) {
            throw new IllegalStateException(type + " has no Javadoc");
        }
        String comment = text.substring(begin + 3, text.indexOf("*/", begin))
                .replaceAll("(?m)^\\s*\\*", "")
                .strip();
        return new JavaSource(type, comment);
    }

    private static String text(String file) {
        for (Path root : ROOTS) {
            try (Stream<Path> modules = Files.list(root)) {
                List<Path> found = modules.map(
                                module -> module.resolve("src/main/java").resolve(file))
                        .filter(Files::exists)
                        .toList();
                if (!found.isEmpty()) {
                    return Files.readString(found.get(0));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("the source " + file + " is in none of the modules below " + ROOTS);
    }

    /** What stands above the tags. */
    String summary() {
        return markdown(comment.split("@param", 2)[0]);
    }

    /** The meaning of each component. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String[] parts = comment.split("@param\\s+");
        for (int i = 1; i < parts.length; i++) {
            String[] words = parts[i].split("\\s+", 2);
            parameters.put(words[0], markdown(words[1]));
        }
        return parameters;
    }

    private String markdown(String javadoc) {
        String text = VALUE.matcher(javadoc.replaceAll("\\s+", " ").strip())
                .replaceAll(match -> Matcher.quoteReplacement(constant(match.group(1), match.group(2))));
        return LINK.matcher(CODE.matcher(text).replaceAll("`$1`"))
                .replaceAll(
                        match -> "`" + Matcher.quoteReplacement(match.group(1).replace('#', '.')) + "`");
    }

    private String constant(String owner, String name) {
        if (!owner.isEmpty()) {
            throw new IllegalStateException(type + ": {@value} of another class is not read: " + owner);
        }
        try {
            return String.valueOf(type.getField(name).get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no public constant " + name, e);
        }
    }
}
