package io.talkmatrix.standalone.talk;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that is known of the one turn of a {@code talk}. For one thread. */
final class TurnRecorder {

    private static final List<String> STAGES = List.of("asr", "reply", "tts", "face");

    private final Timeline timeline = new Timeline();
    private final Map<Integer, ReplySegment> segments = new TreeMap<>();
    private String turn = "";
    private Optional<Utterance> question = Optional.empty();
    private Optional<String> outcome = Optional.empty();
    private String failure = "";
    private boolean noSpeech;

    /** @return true if the event was news */
    boolean add(Event event) {
        if (event instanceof Utterance utterance) {
            turn = utterance.id().turn();
            if (utterance.isFinal()) {
                question = Optional.of(utterance);
            }
        } else if (event instanceof ReplySegment segment) {
            return segments.putIfAbsent(segment.id().segment(), segment) == null;
        } else if (event instanceof TurnEvent milestone) {
            add(milestone);
        } else {
            return event instanceof SpeechChunk || event instanceof FrameGroup;
        }
        return true;
    }

    private void add(TurnEvent event) {
        if (event.turn().isEmpty() && event.milestone() == TurnEvent.Milestone.PREPARE_FAILED) {
            failure = event.stage() + ": " + event.detail();
        }
        timeline.add(event);
        switch (event.milestone()) {
            case OPENED -> turn = event.turn();
            case NO_SPEECH -> noSpeech = true;
            case STAGE_FAILED -> failure = event.stage() + ": " + event.detail();
            case TURN_ENDED -> outcome = Optional.of(event.detail());
            default -> {
                // Only the timeline cares.
            }
        }
    }

    Timeline timeline() {
        return timeline;
    }

    Optional<Utterance> question() {
        return question;
    }

    Optional<String> outcome() {
        return outcome;
    }

    boolean noSpeech() {
        return noSpeech;
    }

    /** True if a stage failed before there was a turn that the conductor could end. */
    boolean failedBeforehand() {
        return turn.isEmpty() && !failure.isEmpty();
    }

    String failure() {
        return failure;
    }

    /** The answer so far, clauses joined as they are written in their language. */
    String answer() {
        StringBuilder answer = new StringBuilder();
        for (ReplySegment segment : segments.values()) {
            String text = segment.text().strip();
            if (!answer.isEmpty() && !text.isEmpty() && !segment.language().equals("zh")) {
                answer.append(' ');
            }
            answer.append(text);
        }
        return answer.toString();
    }

    ReplyReport report(String room, ReplyVideo video, String timelineZero) {
        Optional<ReplySegment> first = segments.values().stream().findFirst();
        return new ReplyReport(
                room,
                turn,
                question.map(Utterance::text).orElse(""),
                answer(),
                first.map(ReplySegment::language).orElse(""),
                first.map(segment -> segment.source().name()).orElse(""),
                first.map(ReplySegment::sourceDetail).orElse(""),
                outcome.orElse("UNKNOWN"),
                timelineZero,
                timeline.named(),
                Math.round(video.seconds() * 1000) / 1000.0,
                video.frames(),
                video.missingFrames(),
                stages());
    }

    private List<ReplyReport.StageReport> stages() {
        List<ReplyReport.StageReport> reports = new ArrayList<>();
        for (String stage : STAGES) {
            TurnEvent event = timeline.work().get(stage);
            if (event != null) {
                reports.add(new ReplyReport.StageReport(
                        stage,
                        event.engine(),
                        event.device(),
                        event.figures().getOrDefault("rtf", -1.0),
                        event.degraded(),
                        event.detail()));
            }
        }
        return reports;
    }
}
