package io.talkmatrix.standalone.replay;

import io.talkmatrix.standalone.replay.Comparison.Media;
import io.talkmatrix.standalone.replay.Comparison.Pair;
import io.talkmatrix.standalone.replay.Comparison.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A replay's report for people. */
final class ReportText {

    private static final int ROW_TURNS = 40;

    private ReportText() {}

    static List<String> of(ReplayReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "%s: %d turns of %s, %s, at %s",
                report.into(),
                report.turns(),
                String.join(", ", report.rooms()),
                String.join(" → ", report.stages()),
                report.speed()));
        lines.add(text(
                "%-9s %d records, %.1f s of the recording in %.1f s (%.1f× its pace); %.1f s of voice made",
                "fed",
                report.records(),
                report.recordedSeconds(),
                report.wallSeconds(),
                report.timesRealTime(),
                report.soundSeconds()));
        if (report.gapsP95Millis() != null) {
            lines.add(text(
                    "%-9s within %.1f ms of the recorded ones (95 %% within %.1f ms)",
                    "gaps", report.gapsMaxMillis(), report.gapsP95Millis()));
        }
        if (!report.changes().isEmpty()) {
            lines.add(text("%-9s %s", "changed", String.join(", ", report.changes())));
        }
        report.notes().forEach(note -> lines.add(text("%-9s %s", "note", note)));
        report.unfinished().forEach(turn -> lines.add(text("%-9s not all of turn %s was made", "late", turn)));
        if (!report.comparisons().isEmpty()) {
            lines.addAll(turns(report));
            lines.addAll(times(report.comparisons()));
        }
        return lines;
    }

    private static List<String> turns(ReplayReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(text(
                "%d of %d turns are the same as then.",
                report.same(), report.comparisons().size()));
        lines.add("");
        lines.add(text("%-12s %-38s %-22s %-34s %s", "ROOM", "TURN", "WORDS", "SOUND", "PICTURES"));
        List<Comparison> shown = new ArrayList<>(
                report.comparisons().stream().filter(turn -> !turn.same()).toList());
        report.comparisons().stream().filter(Comparison::same).forEach(shown::add);
        for (Comparison turn : shown.subList(0, Math.min(ROW_TURNS, shown.size()))) {
            lines.add(text(
                    "%-12s %-38s %-22s %-34s %s",
                    turn.room(),
                    turn.turn(),
                    words(turn),
                    media(turn.sound(), "%.2f s"),
                    media(turn.pictures(), "%.0f frames")));
            lines.addAll(details(turn));
        }
        if (shown.size() > ROW_TURNS) {
            lines.add(text("… and %d more, which are in the --json file", shown.size() - ROW_TURNS));
        }
        return lines;
    }

    private static String words(Comparison turn) {
        if (!turn.question().same()) {
            return "other question";
        }
        return turn.words().isEmpty()
                ? "same"
                : text(
                        "%d of %d clauses differ",
                        turn.words().size(),
                        Math.max(turn.clauses(), turn.words().size()));
    }

    private static String media(Media media, String amount) {
        return switch (media.verdict()) {
            case SAME -> "same, " + text(amount, media.amountNow());
            case SAME_AS_FAR ->
                "same as far as both go, " + text(amount, media.amountThen()) + " → " + text(amount, media.amountNow());
            case DIFFERENT ->
                text(amount, media.amountThen()) + " → " + text(amount, media.amountNow())
                        + (media.likeness() == null ? " differ" : text(", alike %.2f", media.likeness()));
            case NOT_ON_RECORD -> "not on record, now " + text(amount, media.amountNow());
            case NOT_MADE -> text(amount, media.amountThen()) + " → none";
            case NOT_REPLAYED -> "–";
        };
    }

    private static List<String> details(Comparison turn) {
        List<String> lines = new ArrayList<>();
        if (!turn.failure().isEmpty()) {
            lines.add("    failed: " + turn.failure());
        }
        if (!turn.turn().equals(turn.turnNow())) {
            lines.add("    heard as turn " + turn.turnNow());
        }
        if (!turn.question().same()) {
            lines.add("    - " + turn.question().then());
            lines.add("    + " + turn.question().now());
        }
        for (Words words : turn.words()) {
            lines.add(text("    - %d: %s", words.segment(), words.then() == null ? "(none)" : words.then()));
            lines.add(text("    + %d: %s", words.segment(), words.now() == null ? "(none)" : words.now()));
        }
        turn.engines()
                .forEach((stage, engine) ->
                        lines.add(text("    %s by %s, then by %s", stage, engine.now(), engine.then())));
        return lines;
    }

    /** Medians over the turns, of the milestones that were reached then or now. */
    private static List<String> times(List<Comparison> turns) {
        Map<String, List<Pair>> all = new LinkedHashMap<>();
        turns.forEach(turn -> turn.millis().forEach((mark, pair) -> all.computeIfAbsent(mark, name -> new ArrayList<>())
                .add(pair)));
        List<String> lines = new ArrayList<>();
        if (all.isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.add(text("%-28s %9s %9s %7s", "MS SINCE THE FIRST INPUT, P50", "THEN", "NOW", "TURNS"));
        all.forEach((mark, pairs) -> lines.add(text(
                "%-28s %9s %9s %7d",
                mark.toLowerCase(Locale.ROOT).replace('_', ' '),
                median(pairs.stream().map(Pair::then).toList()),
                median(pairs.stream().map(Pair::now).toList()),
                pairs.size())));
        return lines;
    }

    private static String median(List<Object> values) {
        List<Long> known = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Long millis) {
                known.add(millis);
            }
        }
        Collections.sort(known);
        return known.isEmpty() ? "–" : Long.toString(known.get(known.size() / 2));
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values).stripTrailing();
    }
}
