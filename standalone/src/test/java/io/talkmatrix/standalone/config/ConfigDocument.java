package io.talkmatrix.standalone.config;

import io.talkmatrix.media.push.StreamKeys;
import io.talkmatrix.standalone.cli.TalkCommand;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Renders {@code docs/config.md} from the records, their Javadoc and the commands. */
final class ConfigDocument {

    private final StringBuilder out = new StringBuilder();
    private final Settings usual = Settings.defaults("default");
    private final Map<String, Settings> variations =
            new TreeMap<>(Map.of("edge", Settings.defaults("edge"), "own broker", usual.withOwnBroker()));

    static String render() {
        return new ConfigDocument().whole();
    }

    private String whole() {
        out.append("# Settings\n\n")
                .append("Made from the records of the stages by `ConfigDocumentTest`; do not edit.\n\n")
                .append("A setting is looked for as a system property (`TALKMATRIX_JAVA_OPTS=-Dkey=value`), as an")
                .append(" environment variable and in the file of `--config FILE` (`key=value` lines, UTF-8), in this")
                .append(
                        " order; a command's own options, such as `--llm-url`, win over all of them. What is no setting")
                .append(" is refused. `./talkmatrix config` prints what counts and where it comes from.\n\n")
                .append(
                        "A time is written as `300ms`, `2s`, `5m`, `1h` or `PT0.3S`. `edge` in the column of the defaults is `--profile edge`; `own broker` is a process without")
                .append(" `--bootstrap-servers`. `<name>` is the key of a map, mostly a language tag; an entry set to")
                .append(" nothing is taken out.\n");
        for (RecordComponent section : Settings.class.getRecordComponents()) {
            String key = "talkmatrix." + section.getName();
            heading("`" + key + "`");
            out.append(JavaSource.of(section.getType()).summary()).append("\n\n");
            table("key", "environment variable", "type", "default", "meaning");
            rows(section.getType(), key, read(section, usual), variations(section, variations));
        }
        variables();
        exitCodes();
        return out.toString();
    }

    private void rows(Class<?> type, String prefix, Object record, Map<String, Object> others) {
        Map<String, String> meanings = JavaSource.of(type).parameters();
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + RecordBinder.key(component);
            Object value = read(component, record);
            Map<String, Object> other = variations(component, others);
            String meaning = Optional.ofNullable(meanings.get(component.getName()))
                    .orElseThrow(() -> new IllegalStateException(type + " says nothing about " + component.getName()));
            Optional<Type> mapped = ValueText.argument(component.getGenericType(), Map.class);
            if (component.getType().isRecord()) {
                rows(component.getType(), key, value, other);
            } else if (mapped.isPresent()) {
                map(mapped.get(), key + ".<name>", value, other, meaning);
            } else {
                row(key, component.getGenericType(), value, other, meaning);
            }
        }
    }

    private void map(Type type, String key, Object map, Map<String, Object> others, String meaning) {
        if (!(type instanceof Class<?> raw && raw.isRecord())) {
            row(key, type, map, others, meaning);
            return;
        }
        Map<String, String> meanings = JavaSource.of(raw).parameters();
        for (RecordComponent component : raw.getRecordComponents()) {
            Map<String, Object> other = others.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> each(component, entry.getValue())));
            row(
                    key + "." + RecordBinder.key(component),
                    component.getGenericType(),
                    each(component, map),
                    other,
                    meaning + ": " + meanings.get(component.getName()));
        }
    }

    private static Map<String, Object> each(RecordComponent component, Object map) {
        return ((Map<?, ?>) map)
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> (String) entry.getKey(), entry -> read(component, entry.getValue())));
    }

    private void row(String key, Type type, Object value, Map<String, Object> others, String meaning) {
        String differing = others.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(value))
                .map(entry -> "; " + entry.getKey() + " " + code(entry.getValue()))
                .collect(Collectors.joining());
        cells(
                "`" + key + "`",
                "`" + Sources.variable(key.replace("<name>", "NAME")).replace("NAME", "<NAME>") + "`",
                type == Duration.class ? "time" : ValueText.describe(type),
                code(value) + differing,
                meaning);
    }

    private static String code(Object value) {
        String text = value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .sorted(Comparator.comparing(entry -> (String) entry.getKey()))
                        .map(entry -> entry.getKey() + "=" + ValueText.write(entry.getValue()))
                        .collect(Collectors.joining(", "))
                : ValueText.write(value);
        return text.isEmpty() ? "nothing" : "`" + text + "`";
    }

    private void variables() {
        heading("Environment variables");
        out.append("Besides those of the settings:\n\n");
        table("variable", "meaning");
        for (ProcessVariable variable : ProcessVariable.values()) {
            cells("`" + variable + "`", variable.meaning());
        }
        cells(
                "`" + StreamKeys.PREFIX + "…`",
                "stream keys, by whatever name a room's output has for them; [go-live.md](go-live.md)");
    }

    private void exitCodes() {
        heading("Exit codes");
        out.append("Of `talk`; the other commands use the same ones:\n\n");
        table("code", "meaning");
        for (String code : exitCodeList()) {
            String[] parts = code.split(":", 2);
            cells(parts[0], parts[1]);
        }
    }

    static List<String> exitCodeList() {
        return List.of(TalkCommand.class.getAnnotation(Command.class).exitCodeList());
    }

    private static Map<String, Object> variations(RecordComponent component, Map<String, ?> of) {
        return of.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> read(component, entry.getValue()), (a, b) -> a, TreeMap::new));
    }

    private static Object read(RecordComponent component, Object from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.toString(), e);
        }
    }

    private void heading(String text) {
        out.append("\n## ").append(text).append("\n\n");
    }

    private void table(String... titles) {
        cells(titles);
        out.append("|").append("---|".repeat(titles.length)).append("\n");
    }

    private void cells(String... cells) {
        out.append(Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
