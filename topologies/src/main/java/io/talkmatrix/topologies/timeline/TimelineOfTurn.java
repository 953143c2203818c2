package io.talkmatrix.topologies.timeline;

import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.TurnTimeline.Part;
import io.talkmatrix.stage.TurnTimeline.StageTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Lays a turn's milestones on one line. It begins at the end of speech, or where the turn was opened if nobody spoke, and
 * ends at the first sound; every boundary is a recorded milestone, or lies so far from one as a figure recorded with it
 * says. Where a milestone between two parts is missing, the time up to the next one is {@code unexplained}.
 */
final class TimelineOfTurn {

    static final String UNEXPLAINED = "unexplained";

    private static final String CONDUCTOR = "conductor";
    private static final List<String> STAGES = List.of("asr", "reply", "tts", "face");

    private final TurnLog log;
    private final double zero;
    private final double end;
    private final List<Part> parts = new ArrayList<>();
    private double at;

    private TimelineOfTurn(TurnLog log) {
        this.log = log;
        zero = log.first(Milestone.OPENED)
                .map(opened -> opened.figure(Mark.SPEECH_END).orElse(opened.atMillis()))
                .orElseGet(() ->
                        log.marks().stream().mapToDouble(Mark::atMillis).min().orElse(0));
        end = firstSound()
                .orElse(log.marks().stream()
                        .filter(mark -> mark.milestone() != Milestone.TURN_ENDED)
                        .mapToDouble(Mark::atMillis)
                        .max()
                        .orElse(zero));
        at = zero;
    }

    /** True for the name of whatever plays, other than those that only work. */
    static boolean isSink(String stage) {
        return !STAGES.contains(stage) && !stage.equals(CONDUCTOR);
    }

    static TurnTimeline of(String room, TurnLog log) {
        TimelineOfTurn line = new TimelineOfTurn(log);
        line.layParts();
        Optional<Mark> ended = log.first(Milestone.TURN_ENDED);
        return new TurnTimeline(
                room,
                log.turn(),
                line.source(),
                log.answerSource(),
                log.language(),
                ended.map(Mark::detail).orElse(""),
                line.parts,
                line.stageTimes(),
                line.firstSound().isPresent() ? line.relative(line.end) : -1,
                line.parts.stream()
                        .filter(part -> part.name().equals(UNEXPLAINED))
                        .mapToDouble(part -> part.untilMillis() - part.fromMillis())
                        .sum(),
                (long) ended.map(Mark::atMillis).orElse(line.end).doubleValue());
    }

    private void layParts() {
        layListening();
        Optional<Mark> clause = log.first(Milestone.FIRST_CLAUSE);
        clause.ifPresent(this::layReply);
        Optional<Mark> audio = log.first(Milestone.FIRST_AUDIO);
        audio.filter(mark -> clause.isPresent()).ifPresent(this::layHop);
        audio.ifPresent(mark -> lay(clause.isPresent() ? "voice" : UNEXPLAINED, mark.atMillis()));
        Optional<Mark> playing = log.first(Milestone.PLAYING);
        playing.filter(mark -> audio.isPresent()).ifPresent(this::layHop);
        firstSound().ifPresent(sound -> lay(audio.isPresent() ? "playout" : UNEXPLAINED, sound));
    }

    private void layListening() {
        Optional<Mark> opened = log.first(Milestone.OPENED)
                .filter(mark -> mark.figure(Mark.SPEECH_END).isPresent());
        if (opened.isEmpty()) {
            return;
        }
        double written = opened.get().atMillis();
        OptionalDouble after = log.first(Milestone.TRANSCRIBED)
                .map(mark -> mark.figure(Mark.AFTER_ENDPOINT))
                .orElse(OptionalDouble.empty());
        if (after.isEmpty()) {
            lay("endpointing and recognition", written);
            return;
        }
        double endpoint = written - after.getAsDouble();
        double queue = opened.get().figure(Mark.QUEUE).orElse(0);
        double broker = opened.get().figure(Mark.BROKER).orElse(0);
        lay("endpointing", endpoint - queue - broker);
        lay("asr.broker", endpoint - queue);
        lay("asr.queue", endpoint);
        lay("recognition", written);
    }

    /** What the input of the stage that reached the milestone waited on its way. */
    private void layHop(Mark reached) {
        reached.figure(Mark.BROKER).ifPresent(millis -> lay(reached.stage() + ".broker", at + millis));
        reached.figure(Mark.QUEUE).ifPresent(millis -> lay(reached.stage() + ".queue", at + millis));
    }

    /** The reply is made while its START is on the way; what is left of the wait then is the start's. */
    private void layReply(Mark clause) {
        layHop(clause);
        if (clause.figure(Mark.COMPUTE).isPresent()) {
            lay(
                    "reply",
                    Math.min(clause.atMillis(), at + clause.figure(Mark.COMPUTE).getAsDouble()));
            lay("start", clause.atMillis());
        } else {
            log.first(Milestone.STARTED)
                    .ifPresent(started -> lay("start", Math.min(started.atMillis(), clause.atMillis())));
            lay("reply", clause.atMillis());
        }
    }

    /** A part from where the line has come to; clocks of several machines must not make it run backwards. */
    private void lay(String name, double untilMillis) {
        double until = Math.min(untilMillis, end);
        if (until > at) {
            parts.add(new Part(name, relative(at), relative(until)));
            at = until;
        }
    }

    private String source() {
        if (!log.source().isEmpty()) {
            return log.source();
        }
        return log.first(Milestone.OPENED)
                .map(Mark::stage)
                .filter("asr"::equals)
                .map(stage -> "SPEECH")
                .orElse("");
    }

    private OptionalDouble firstSound() {
        Optional<Mark> playing = log.first(Milestone.PLAYING);
        Optional<Mark> played = playing.isPresent() ? playing : log.first(Milestone.PLAYED);
        return played.map(mark -> OptionalDouble.of(mark.atMillis())).orElse(OptionalDouble.empty());
    }

    private List<StageTime> stageTimes() {
        List<StageTime> times = new ArrayList<>();
        for (String stage : STAGES) {
            List<Mark> marks = log.marks().stream()
                    .filter(mark -> mark.stage().equals(stage))
                    .toList();
            if (!marks.isEmpty()) {
                times.add(stageTime(stage, marks));
            }
        }
        log.first(Milestone.OPENED).ifPresent(opened -> times.add(conductor(opened)));
        log.sinks().forEach(sink -> times.add(sink(sink)));
        return times;
    }

    private StageTime stageTime(String stage, List<Mark> marks) {
        Mark first = marks.get(0);
        double output = first.atMillis();
        double start = stage.equals("asr")
                ? first.figure(Mark.SPEECH_START).orElse(output)
                : cause(stage)
                        .map(mark -> mark.atMillis()
                                + first.figure(Mark.BROKER).orElse(0)
                                + first.figure(Mark.QUEUE).orElse(0))
                        .orElse(output - first.figure(Mark.COMPUTE).orElse(0));
        double last = marks.stream().mapToDouble(Mark::atMillis).max().orElse(output);
        return new StageTime(
                stage,
                text(marks, Mark::engine),
                text(marks, Mark::device),
                text(marks, Mark::degraded),
                relative(Math.min(start, output)),
                relative(output),
                relative(last),
                first.figure(Mark.QUEUE).orElse(-1),
                first.figure(Mark.BROKER).orElse(-1));
    }

    /** The milestone whose record a stage works on first. */
    private Optional<Mark> cause(String stage) {
        return log.first(
                switch (stage) {
                    case "reply" -> Milestone.OPENED;
                    case "tts" -> Milestone.FIRST_CLAUSE;
                    default -> Milestone.FIRST_AUDIO;
                });
    }

    /** Its queue is the time a turn waited for its START. */
    private StageTime conductor(Mark opened) {
        double started = log.first(Milestone.STARTED).map(Mark::atMillis).orElse(opened.atMillis());
        double ended = log.first(Milestone.TURN_ENDED).map(Mark::atMillis).orElse(started);
        boolean queued = log.first(Milestone.QUEUED).isPresent();
        return new StageTime(
                CONDUCTOR,
                "",
                "",
                "",
                relative(opened.atMillis()),
                relative(started),
                relative(ended),
                queued ? started - opened.atMillis() : 0,
                -1);
    }

    /** Its end is, after a cut, when it confirmed that nothing leaves it any more; its queue is its jitter buffer. */
    private StageTime sink(String name) {
        List<Mark> marks = log.marks().stream()
                .filter(mark -> mark.stage().equals(name) && mark.milestone() != Milestone.OPENED)
                .toList();
        Mark first = marks.get(0);
        double input = log.first(Milestone.FIRST_AUDIO).map(Mark::atMillis).orElse(first.atMillis());
        double last = marks.stream()
                .filter(mark -> mark.milestone() == Milestone.SINK_CUT)
                .findFirst()
                .or(() -> log.first(Milestone.TURN_ENDED))
                .map(Mark::atMillis)
                .orElse(first.atMillis());
        return new StageTime(
                name,
                "",
                "",
                text(marks, Mark::degraded),
                relative(Math.min(input, first.atMillis())),
                relative(first.atMillis()),
                relative(last),
                first.figure(Mark.START_DELAY).orElse(-1),
                first.figure(Mark.BROKER).orElse(-1));
    }

    private static String text(List<Mark> marks, Function<Mark, String> of) {
        return marks.stream()
                .map(of)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Milliseconds since the zero of the line, to a thousandth. */
    private double relative(double millis) {
        return Math.round((millis - zero) * 1000) / 1000.0;
    }
}
