package io.talkmatrix.console.activity;

import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the stages do, from what all of them report. Bounded: of more than {@link #MOST_OPEN} turns that a stage owes
 * something, the oldest are forgotten. For one thread at a time.
 */
public final class StageBoard {

    static final int MOST_OPEN = 10_000;

    /** What a stage's part of a turn begins with and ends with, in the order of the flow. */
    private enum Part {
        ASR("asr", Milestone.SPEECH_END, Set.of(Milestone.TRANSCRIBED, Milestone.NO_SPEECH)),
        REPLY("reply", Milestone.STARTED, Set.of(Milestone.REPLIED)),
        TTS("tts", Milestone.FIRST_CLAUSE, Set.of(Milestone.SPOKEN)),
        FACE("face", Milestone.FIRST_AUDIO, Set.of(Milestone.RENDERED));

        private final String stage;
        private final Milestone begin;
        private final Set<Milestone> end;

        Part(String stage, Milestone begin, Set<Milestone> end) {
            this.stage = stage;
            this.begin = begin;
            this.end = end;
        }
    }

    private static final class Row {
        private final Map<String, Long> open = new LinkedHashMap<>();
        private TurnEvent latest;
        private String engine = "";
        private String device = "";
        private double realTimeFactor = -1;
        private double queueMillis = -1;

        private void reported(TurnEvent event) {
            latest = event;
            engine = event.engine().isEmpty() ? engine : event.engine();
            device = event.device().isEmpty() ? device : event.device();
            realTimeFactor = event.figures().getOrDefault("rtf", realTimeFactor);
            queueMillis = event.figures().getOrDefault("queueMillis", queueMillis);
        }
    }

    private final Map<Part, Row> rows = new TreeMap<>();

    public StageBoard() {
        for (Part part : Part.values()) {
            rows.put(part, new Row());
        }
    }

    /** Takes over a milestone of any room. */
    public void take(TurnEvent event) {
        rows.forEach((part, row) -> {
            if (part.stage.equals(event.stage())) {
                row.reported(event);
            }
            if (event.turn().isEmpty()) {
                return;
            }
            if (event.milestone() == part.begin) {
                row.open.putIfAbsent(event.turn(), event.atMillis());
                if (row.open.size() > MOST_OPEN) {
                    row.open.remove(row.open.keySet().iterator().next());
                }
            } else if (part.end.contains(event.milestone()) || event.milestone() == Milestone.TURN_ENDED) {
                row.open.remove(event.turn());
            }
        });
    }

    /**
     * @param health of the stages that run in this process, by name: {@code up} or what is wrong
     * @param owed media that stages owe, seconds, by name; none where nobody watches it
     * @param nowMillis ms since the epoch
     */
    public List<StageStatus> status(Map<String, String> health, Map<String, Double> owed, long nowMillis) {
        List<StageStatus> all = new ArrayList<>();
        rows.forEach((part, row) -> {
            long oldest =
                    row.open.values().stream().mapToLong(Long::longValue).min().orElse(nowMillis);
            all.add(new StageStatus(
                    part.stage,
                    row.engine,
                    row.device,
                    row.latest == null ? "" : row.latest.degraded(),
                    row.realTimeFactor,
                    row.open.size(),
                    Math.max(0, nowMillis - oldest),
                    owed.getOrDefault(part.stage, -1.0),
                    row.queueMillis,
                    row.latest == null ? 0 : row.latest.atMillis(),
                    health.getOrDefault(part.stage, "")));
        });
        return all;
    }
}
