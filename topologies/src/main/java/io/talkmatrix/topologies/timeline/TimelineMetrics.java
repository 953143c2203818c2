package io.talkmatrix.topologies.timeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.TurnTimeline.StageTime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Timelines as percentiles (P50 and P95 of about the latest hour): {@code talkmatrix.turn.first.sound}, {@code
 * talkmatrix.turn.part} for each part of it, {@code talkmatrix.turn.stage} for each stage's queue, way through the broker
 * and time to its first output, and {@code talkmatrix.turn.cut.confirmed}, how long after a cut each sink confirmed it.
 * Safe for use from any thread.
 */
public final class TimelineMetrics implements Consumer<TurnTimeline> {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final MeterRegistry meters;

    public TimelineMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void accept(TurnTimeline timeline) {
        if (timeline.ttfaMillis() >= 0) {
            Tags kind = Tags.of(
                    "source", timeline.source(),
                    "answer", timeline.answerSource(),
                    "language", timeline.language());
            record("talkmatrix.turn.first.sound", kind, timeline.ttfaMillis());
            timeline.parts()
                    .forEach(part -> record(
                            "talkmatrix.turn.part",
                            Tags.of("part", part.name()),
                            part.untilMillis() - part.fromMillis()));
        }
        timeline.stages().forEach(this::stage);
        if (timeline.outcome().equals("INTERRUPTED")) {
            confirmed(timeline);
        }
    }

    private void stage(StageTime stage) {
        stage(stage.stage(), "queue", stage.queueMillis());
        stage(stage.stage(), "broker", stage.brokerMillis());
        stage(stage.stage(), "first output", stage.firstOutputMillis() - stage.startMillis());
    }

    private void stage(String stage, String what, double millis) {
        if (millis >= 0) {
            record("talkmatrix.turn.stage", Tags.of("stage", stage, "what", what), millis);
        }
    }

    private void confirmed(TurnTimeline timeline) {
        double cut = timeline.stages().stream()
                .filter(stage -> stage.stage().equals("conductor"))
                .mapToDouble(StageTime::endMillis)
                .findFirst()
                .orElse(0);
        timeline.stages().stream()
                .filter(stage -> TimelineOfTurn.isSink(stage.stage()))
                .forEach(sink -> record(
                        "talkmatrix.turn.cut.confirmed",
                        Tags.of("sink", sink.stage()),
                        Math.max(0, sink.endMillis() - cut)));
    }

    private void record(String name, Tags tags, double millis) {
        Timer.builder(name)
                .tags(tags)
                .publishPercentiles(0.5, 0.95)
                .distributionStatisticExpiry(REMEMBERED)
                .register(meters)
                .record(Math.round(millis * 1e6), TimeUnit.NANOSECONDS);
    }
}
