package io.talkmatrix.standalone.rooms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.talkmatrix.stage.ScriptItem;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A room's script from a file: YAML or JSON (a list of texts, or of items with {@code text}, {@code emotion}, {@code
 * intensity}, {@code action}, {@code picture} and {@code wait}), CSV with these columns, or plain text with an item a line.
 */
public final class ScriptFile {

    private static final long MOST_BYTES = 1 << 20;
    private static final CSVFormat COLUMNS = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .setCommentMarker('#')
            .get();

    private ScriptFile() {}

    /**
     * Reads the items as a room's settings have them.
     *
     * @throws UserError the file is not there or an item is wrong, with its number
     */
    public static List<String> read(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserError(Kind.BAD_DATA, "the script " + file + " is larger than 1 MiB");
            }
            String text = Files.readString(file);
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (name.endsWith(".csv")) {
                return csv(file, text);
            }
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                return tree(file, new YAMLMapper().readTree(text));
            }
            if (name.endsWith(".json")) {
                return tree(file, new ObjectMapper().readTree(text));
            }
            return lines(
                    file,
                    text.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList());
        } catch (JsonProcessingException e) {
            throw new UserError(Kind.BAD_DATA, "the script " + file + " cannot be read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UserError(Kind.NO_INPUT, "the script " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> csv(Path file, String text) throws IOException {
        List<String> items = new ArrayList<>();
        try (CSVParser rows = CSVParser.parse(new StringReader(text), COLUMNS)) {
            for (CSVRecord row : rows) {
                Map<String, String> directions = new LinkedHashMap<>(row.toMap());
                items.add(item(file, items.size() + 1, directions));
            }
        }
        return items;
    }

    private static List<String> tree(Path file, JsonNode root) {
        JsonNode list = root.isObject() && root.has("script") ? root.path("script") : root;
        if (!list.isArray()) {
            throw new UserError(Kind.BAD_DATA, "the script " + file + " must be a list of items");
        }
        List<String> items = new ArrayList<>();
        for (JsonNode node : list) {
            if (node.isTextual()) {
                items.addAll(lines(file, List.of(node.textValue().strip())));
            } else {
                Map<String, String> directions = new LinkedHashMap<>();
                node.fields()
                        .forEachRemaining(field ->
                                directions.put(field.getKey(), field.getValue().asText()));
                items.add(item(file, items.size() + 1, directions));
            }
        }
        return items;
    }

    private static List<String> lines(Path file, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            try {
                ScriptItem.parse(lines.get(i));
            } catch (IllegalArgumentException e) {
                throw new UserError(Kind.BAD_DATA, file + ", item " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return lines;
    }

    private static String item(Path file, int number, Map<String, String> directions) {
        String text = directions.remove("text");
        directions.values().removeIf(value -> value == null || value.isBlank());
        try {
            return ScriptItem.of(text == null ? "" : text, directions).line();
        } catch (IllegalArgumentException e) {
            throw new UserError(Kind.BAD_DATA, file + ", item " + number + ": " + e.getMessage(), e);
        }
    }
}
