package io.talkmatrix.topologies.conductor;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the {@link Conductor}'s room states in a store and looks at the clock for rooms with open turns. */
final class ConductorProcessor implements Processor<String, Event, String, Event> {

    static final String STORE = "conductor-rooms";

    private static final System.Logger LOG = System.getLogger(ConductorProcessor.class.getName());

    private final ConductorSettings settings;
    private final Conductor conductor;
    private final Set<String> busyRooms = new HashSet<>();
    private ProcessorContext<String, Event> context;
    private KeyValueStore<String, RoomState> states;

    ConductorProcessor(ConductorSettings settings) {
        this.settings = settings;
        this.conductor = new Conductor(settings);
    }

    @Override
    public void init(ProcessorContext<String, Event> newContext) {
        context = newContext;
        states = context.getStateStore(STORE);
        try (KeyValueIterator<String, RoomState> all = states.all()) {
            all.forEachRemaining(entry -> note(entry.key, entry.value));
        }
        context.schedule(settings.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Event> record) {
        Event event = record.value();
        String room = record.key();
        if (event == null || room == null || !event.room().equals(room)) {
            LOG.log(Level.WARNING, "a record without a value or with the key of another room is passed over");
            return;
        }
        RoomState before = state(room);
        long now = context.currentSystemTimeMs();
        if (event instanceof TurnEvent milestone) {
            apply(room, before, conductor.on(before, milestone, now), now);
        } else if (event instanceof Command command) {
            apply(room, before, conductor.on(before, command, now), now);
        } else if (event instanceof Room described) {
            apply(room, before, conductor.on(before, described, now), now);
        }
    }

    private void tick(long ignored) {
        long now = context.currentSystemTimeMs();
        for (String room : List.copyOf(busyRooms)) {
            RoomState before = state(room);
            apply(room, before, conductor.onTick(room, before, now), now);
        }
    }

    private void apply(String room, RoomState before, Decision decision, long nowMillis) {
        if (decision.state() != before) {
            states.put(room, decision.state());
            note(room, decision.state());
        }
        decision.controls().forEach(control -> context.forward(new Record<>(room, control, nowMillis)));
        decision.events().forEach(event -> context.forward(new Record<>(room, event, nowMillis)));
        if (!decision.controls().isEmpty()) {
            // Everybody waits for this: it does not wait for the commit interval.
            context.commit();
        }
    }

    private void note(String room, RoomState state) {
        if (state.idle()) {
            busyRooms.remove(room);
        } else {
            busyRooms.add(room);
        }
    }

    private RoomState state(String room) {
        RoomState known = states.get(room);
        return known == null ? RoomState.empty() : known;
    }
}
