package io.talkmatrix.standalone.rooms;

import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Many rooms from a CSV file, one a row. Columns: {@code room} (needed), {@code like} (a room to clone), {@code title},
 * {@code avatar}, {@code voice.zh}, {@code voice.en}, {@code language}, {@code persona}, {@code knowledge}, {@code outputs}
 * (several separated by ;), {@code script} (a file beside the sheet), {@code state} (open or stopped), {@code director.*}.
 * Empty cells say nothing.
 */
public final class RoomSheet {

    /**
     * One row.
     *
     * @param like room to clone if this one is new
     * @param served false if it is to be stopped, empty if nothing is said
     * @param settings as the API takes them, without the room's id
     */
    public record Row(
            long line, String room, Optional<String> like, Optional<Boolean> served, Map<String, Object> settings) {}

    private static final List<String> TEXTS = List.of("title", "avatar", "language", "persona");
    private static final List<String> LISTS = List.of("knowledge", "outputs");
    private static final CSVFormat COLUMNS = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .setCommentMarker('#')
            .get();

    private RoomSheet() {}

    /** @throws UserError the file is not there or a row is wrong, with its line: nothing is changed then */
    public static List<Row> read(Path file) {
        try (Reader text = Files.newBufferedReader(file);
                CSVParser rows = CSVParser.parse(text, COLUMNS)) {
            List<Row> all = new ArrayList<>();
            for (CSVRecord record : rows) {
                all.add(row(file, rows.getCurrentLineNumber(), record.toMap()));
            }
            return all;
        } catch (IOException e) {
            throw new UserError(Kind.NO_INPUT, "the sheet " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Row row(Path file, long line, Map<String, String> cells) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, String> voice = new LinkedHashMap<>();
        Map<String, String> director = new LinkedHashMap<>();
        Optional<Boolean> served = Optional.empty();
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            String column = cell.getKey().startsWith("\uFEFF") ? cell.getKey().substring(1) : cell.getKey();
            String value = cell.getValue();
            if (value == null || value.isBlank() || column.equals("room") || column.equals("like")) {
                continue;
            }
            if (TEXTS.contains(column)) {
                settings.put(column, value);
            } else if (LISTS.contains(column)) {
                settings.put(column, list(value));
            } else if (column.equals("script")) {
                settings.put(column, ScriptFile.read(file.toAbsolutePath().resolveSibling(value)));
            } else if (column.startsWith("voice.")) {
                voice.put(column.substring("voice.".length()), value);
            } else if (column.startsWith("director.")) {
                director.put(column.substring("director.".length()), value);
            } else if (column.equals("state")) {
                served = Optional.of(served(file, line, value));
            } else {
                throw new UserError(Kind.BAD_DATA, file + ": the column " + column + " is not known");
            }
        }
        if (!voice.isEmpty()) {
            settings.put("voice", voice);
        }
        if (!director.isEmpty()) {
            settings.put("director", director);
        }
        String room = cells.entrySet().stream()
                .filter(cell -> cell.getKey().replace("\uFEFF", "").equals("room"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        if (room.isBlank()) {
            throw new UserError(Kind.BAD_DATA, file + ":" + line + ": the column room is empty");
        }
        return new Row(
                line, room, Optional.ofNullable(cells.get("like")).filter(like -> !like.isBlank()), served, settings);
    }

    static List<String> list(String value) {
        return Arrays.stream(value.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean served(Path file, long line, String value) {
        if (!value.equals("open") && !value.equals("stopped")) {
            throw new UserError(Kind.BAD_DATA, file + ":" + line + ": state is open or stopped, not " + value);
        }
        return value.equals("open");
    }
}
