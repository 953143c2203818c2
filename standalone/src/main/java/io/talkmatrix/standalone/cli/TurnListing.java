package io.talkmatrix.standalone.cli;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A room's turns for people: each turn with what was asked and answered and its milestones in order. Milestones keep the
 * order they were written in; words, which lie on other topics, are put in by their time. For one thread.
 */
final class TurnListing {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final String INDENT = " ".repeat(27);

    /** One line of a turn. */
    private record Entry(long millis, Event event) {}

    private final ZoneId zone;
    private final Map<String, List<Entry>> turns = new LinkedHashMap<>();

    TurnListing(ZoneId zone) {
        this.zone = zone;
    }

    /** Milestones in the order they were written. */
    void add(TurnEvent event) {
        turns.computeIfAbsent(event.turn(), turn -> new ArrayList<>()).add(new Entry(event.atMillis(), event));
    }

    /** Words of a turn; after the milestones. @param millis when they were written */
    void add(Utterance utterance, long millis) {
        if (utterance.isFinal()) {
            insert(utterance.id().turn(), new Entry(millis, utterance));
        }
    }

    /** Words of a turn; after the milestones. @param millis when they were written */
    void add(ReplySegment segment, long millis) {
        insert(segment.id().turn(), new Entry(millis, segment));
    }

    private void insert(String turn, Entry words) {
        List<Entry> entries = turns.computeIfAbsent(turn, t -> new ArrayList<>());
        int at = 0;
        while (at < entries.size() && entries.get(at).millis() <= words.millis()) {
            at++;
        }
        entries.add(at, words);
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    /** All turns, the oldest first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        turns.forEach((turn, entries) -> lines.addAll(lines(turn, entries)));
        return lines;
    }

    private List<String> lines(String turn, List<Entry> entries) {
        long zero = entries.stream()
                .min(Comparator.comparingLong(Entry::millis))
                .orElseThrow()
                .millis();
        List<String> lines = new ArrayList<>();
        lines.add("");
        String what = turn.isEmpty() ? "the room itself" : "turn " + turn;
        lines.add(what + "  " + TIME.format(Instant.ofEpochMilli(zero).atZone(zone)));
        for (int i = 0; i < entries.size(); ) {
            int next = i + 1;
            while (next < entries.size() && played(entries.get(i)) && played(entries.get(next))) {
                next++;
            }
            Entry last = entries.get(next - 1);
            String line = String.format(Locale.ROOT, "%+9d ms  %s", last.millis() - zero, text(last.event()));
            lines.add(next - i > 1 ? line + " (" + (next - i) + " reports)" : line);
            i = next;
        }
        return lines;
    }

    private static boolean played(Entry entry) {
        return entry.event() instanceof TurnEvent event && event.milestone() == Milestone.PLAYED;
    }

    private static String text(Event event) {
        if (event instanceof Utterance utterance) {
            return String.format(
                    Locale.ROOT,
                    "%-10s %-12s \"%s\"",
                    utterance.source().name().toLowerCase(Locale.ROOT),
                    "asked (" + utterance.language() + ')',
                    utterance.text());
        }
        if (event instanceof ReplySegment segment) {
            return String.format(
                            Locale.ROOT,
                            "%-10s %-12s \"%s\" by %s",
                            "reply",
                            "segment " + segment.id().segment(),
                            segment.text().strip(),
                            segment.source())
                    + worth("degraded:", segment.degraded());
        }
        TurnEvent milestone = (TurnEvent) event;
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%-10s %-12s", milestone.stage(), milestone.milestone()));
        if (milestone.segment() >= 0) {
            line.append(" segment ").append(milestone.segment());
        }
        if (milestone.ptsSamples() >= 0) {
            line.append(String.format(Locale.ROOT, " at %.2f s", milestone.ptsSamples() / 24_000.0));
        }
        line.append(worth("", milestone.detail()))
                .append(worth("by", milestone.engine()))
                .append(worth("on", milestone.device()))
                .append(worth("degraded:", milestone.degraded()));
        if (!milestone.figures().isEmpty()) {
            line.append(System.lineSeparator()).append(INDENT).append(figures(milestone.figures()));
        }
        return line.toString();
    }

    private static String worth(String name, String value) {
        return value.isEmpty() ? "" : ' ' + (name.isEmpty() ? "" : name + ' ') + value;
    }

    private static String figures(Map<String, Double> figures) {
        StringBuilder line = new StringBuilder();
        figures.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(figure ->
                        line.append(' ').append(figure.getKey()).append(' ').append(figure(figure.getValue())));
        return line.toString().strip();
    }

    private static String figure(double value) {
        return value == Math.rint(value) || Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
