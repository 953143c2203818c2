package io.talkmatrix.topologies.timeline;

import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * The first time a stage reported a milestone of a turn.
 *
 * @param figures those of {@link #KEPT} that it came with
 * @param atMillis ms since the epoch
 */
record Mark(
        String stage,
        Milestone milestone,
        String engine,
        String device,
        String degraded,
        String detail,
        Map<String, Double> figures,
        double atMillis) {

    /** How long the input was on its way through Kafka. */
    static final String BROKER = "brokerMillis";

    /** How long the input waited in the stage. */
    static final String QUEUE = "queueMillis";

    static final String COMPUTE = "computeMillis";

    /** Capture times, ms since the epoch. */
    static final String SPEECH_START = "speechStartMillis";

    static final String SPEECH_END = "speechEndMillis";

    /** From the decision that an utterance is over until its words were written. */
    static final String AFTER_ENDPOINT = "afterEndpointMillis";

    /** How long a sink waited for more sound before it let out the first of it. */
    static final String START_DELAY = "startDelayMillis";

    private static final Set<String> KEPT =
            Set.of(BROKER, QUEUE, COMPUTE, SPEECH_START, SPEECH_END, AFTER_ENDPOINT, START_DELAY);

    Mark {
        figures = Map.copyOf(figures);
    }

    static Mark of(TurnEvent event) {
        Map<String, Double> kept = new TreeMap<>(event.figures());
        kept.keySet().retainAll(KEPT);
        return new Mark(
                event.stage(),
                event.milestone(),
                event.engine(),
                event.device(),
                event.degraded(),
                event.detail(),
                kept,
                event.atMillis());
    }

    OptionalDouble figure(String name) {
        Double value = figures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
