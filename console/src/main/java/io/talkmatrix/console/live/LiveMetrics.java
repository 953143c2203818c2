package io.talkmatrix.console.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.media.live.LivePlayout;
import io.talkmatrix.stage.SpeechChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/** What one room's sink counts, under {@code talkmatrix.live.*} with the tag {@code room}. Leaves with the room. */
final class LiveMetrics {

    /** A counter of something that the playout counts itself. */
    private static final class Followed {
        private final Counter counter;
        private long seen;

        Followed(Counter counter) {
            this.counter = counter;
        }

        void raise(long to) {
            if (to > seen) {
                counter.increment(to - seen);
                seen = to;
            }
        }
    }

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();
    private final Followed underruns;
    private final Followed dryMillis;
    private final Followed missingFrames;
    private final Followed staleUnits;
    private final Followed resyncs;
    private final Counter bytes;
    private final AtomicInteger viewers = new AtomicInteger();

    /** @param avOffset percentile to milliseconds, safe for use from any thread */
    LiveMetrics(MeterRegistry registry, String room, DoubleUnaryOperator avOffset) {
        this.registry = registry;
        underruns = new Followed(counter("underruns", "How often the voice ran dry inside a turn", room));
        dryMillis = new Followed(counter("dry.millis", "Silence let out because the voice ran dry", room));
        missingFrames = new Followed(counter("missing.frames", "Times at which an older picture stayed", room));
        staleUnits = new Followed(counter("stale.units", "Units dropped because their turn was over", room));
        resyncs = new Followed(counter("resyncs", "How often the clock had jumped or the machine slept", room));
        bytes = counter("sent.bytes", "Media handed to viewers", room);
        gauge("viewers", "Who watches", room, viewers::get);
        gauge("av.offset.p50.millis", "Picture behind voice, median", room, () -> avOffset.applyAsDouble(.5));
        gauge("av.offset.p95.millis", "Picture behind voice, 95th percentile", room, () -> avOffset.applyAsDouble(.95));
    }

    /** Takes over the playout's own counts; called with the room's lock held. */
    void update(LivePlayout playout) {
        underruns.raise(playout.underruns());
        dryMillis.raise(playout.drySamples() * 1000 / SpeechChunk.SAMPLE_RATE_HZ);
        missingFrames.raise(playout.missingFrames());
        staleUnits.raise(playout.staleUnits());
        resyncs.raise(playout.resyncs());
    }

    void sent(int size, int receivers) {
        bytes.increment((double) size * receivers);
    }

    void viewers(int more) {
        viewers.addAndGet(more);
    }

    private Counter counter(String name, String description, String room) {
        Counter counter = Counter.builder("talkmatrix.live." + name)
                .description(description)
                .tag("room", room)
                .register(registry);
        meters.add(counter);
        return counter;
    }

    private void gauge(String name, String description, String room, Supplier<Number> value) {
        meters.add(Gauge.builder("talkmatrix.live." + name, value)
                .description(description)
                .tag("room", room)
                .register(registry));
    }

    void close() {
        meters.forEach(registry::remove);
    }
}
