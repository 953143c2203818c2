package io.talkmatrix.topologies.timeline;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnTimeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps what {@link Timelines} knows of each room in a store and looks at the clock for turns that settle. */
final class TimelineProcessor implements Processor<String, Event, String, Event> {

    static final String STORE = "timeline-rooms";

    private static final Duration TICK = Duration.ofMillis(200);

    private final Consumer<TurnTimeline> watcher;
    private final Set<String> waiting = new HashSet<>();
    private ProcessorContext<String, Event> context;
    private KeyValueStore<String, RoomTurns> states;

    TimelineProcessor(Consumer<TurnTimeline> watcher) {
        this.watcher = watcher;
    }

    @Override
    public void init(ProcessorContext<String, Event> newContext) {
        context = newContext;
        states = context.getStateStore(STORE);
        try (KeyValueIterator<String, RoomTurns> all = states.all()) {
            all.forEachRemaining(entry -> note(entry.key, entry.value));
        }
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Event> record) {
        RoomTurns before = state(record.key());
        apply(record.key(), before, Timelines.on(before, record.value(), context.currentSystemTimeMs()));
    }

    private void tick(long ignored) {
        for (String room : List.copyOf(waiting)) {
            RoomTurns before = state(room);
            apply(room, before, Timelines.onTick(room, before, context.currentSystemTimeMs()));
        }
    }

    private void apply(String room, RoomTurns before, Timelines.Change change) {
        if (change.state() != before) {
            states.put(room, change.state());
            note(room, change.state());
        }
        for (TurnTimeline timeline : change.written()) {
            watcher.accept(timeline);
            context.forward(new Record<>(room, timeline, context.currentSystemTimeMs()));
        }
    }

    private void note(String room, RoomTurns state) {
        if (state.waits()) {
            waiting.add(room);
        } else {
            waiting.remove(room);
        }
    }

    private RoomTurns state(String room) {
        RoomTurns known = states.get(room);
        return known == null ? RoomTurns.empty() : known;
    }
}
