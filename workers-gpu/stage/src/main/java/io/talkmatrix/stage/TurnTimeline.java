package io.talkmatrix.stage;

import java.util.List;

/**
 * Where the time of an ended turn went, on {@code turn.timelines}. Times are milliseconds since the end of speech (typed
 * text: since the turn was opened).
 *
 * @param room room id
 * @param turn turn id
 * @param source of the question: SPEECH, COMMENT or TYPED; empty if unknown
 * @param answerSource who wrote the answer, a {@link ReplySegment.Source}; empty if there was none
 * @param language of the answer, BCP 47 primary tag; empty if there was none
 * @param outcome COMPLETED, INTERRUPTED or FAILED(reason)
 * @param parts from the end of speech to the first sound at the sink, without gaps
 * @param stages what each stage did
 * @param ttfaMillis end of speech to the first sound at the sink, −1 if there was none
 * @param unexplainedMillis of ttfaMillis, what no recorded milestone explains
 * @param endedAtMillis when the turn ended, ms since the epoch
 */
public record TurnTimeline(
        String room,
        String turn,
        String source,
        String answerSource,
        String language,
        String outcome,
        List<Part> parts,
        List<StageTime> stages,
        double ttfaMillis,
        double unexplainedMillis,
        long endedAtMillis)
        implements Event {

    /** A span between two recorded milestones. */
    public record Part(String name, double fromMillis, double untilMillis) {}

    /**
     * One stage's work on the turn.
     *
     * @param stage asr, reply, tts, face, or a sink's name
     * @param engine engine and model
     * @param device device and precision
     * @param degraded why it was done in a lesser way than configured, empty if it was not
     * @param startMillis when it took up its first input
     * @param firstOutputMillis when it wrote its first unit
     * @param endMillis when it wrote its last one
     * @param queueMillis how long its first input waited in the stage
     * @param brokerMillis how long its first input was on its way through Kafka
     */
    public record StageTime(
            String stage,
            String engine,
            String device,
            String degraded,
            double startMillis,
            double firstOutputMillis,
            double endMillis,
            double queueMillis,
            double brokerMillis) {}

    public TurnTimeline {
        parts = List.copyOf(parts);
        stages = List.copyOf(stages);
    }
}
