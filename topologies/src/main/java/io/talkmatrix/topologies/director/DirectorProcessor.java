package io.talkmatrix.topologies.director;

import io.talkmatrix.moderation.Verdict;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the {@link Director}'s room states in a store and looks at the clock for rooms in which time matters. */
final class DirectorProcessor implements Processor<String, Event, String, Event> {

    static final String STORE = "director-rooms";

    private static final System.Logger LOG = System.getLogger(DirectorProcessor.class.getName());

    private final DirectorSettings settings;
    private final Director director;
    private final Set<String> awake = new HashSet<>();
    private ProcessorContext<String, Event> context;
    private KeyValueStore<String, DirectorState> states;

    DirectorProcessor(DirectorSettings settings, Function<String, Verdict> moderation) {
        this.settings = settings;
        this.director = new Director(settings, moderation);
    }

    @Override
    public void init(ProcessorContext<String, Event> newContext) {
        context = newContext;
        states = context.getStateStore(STORE);
        try (KeyValueIterator<String, DirectorState> all = states.all()) {
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
        if (event instanceof TurnEvent milestone && !Director.concerns(milestone)) {
            return;
        }
        DirectorState before = state(room);
        long now = context.currentSystemTimeMs();
        if (event instanceof LiveEvent live) {
            apply(room, before, director.on(before, live, now), now);
        } else if (event instanceof TurnEvent milestone) {
            apply(room, before, director.on(before, milestone, now), now);
        } else if (event instanceof Command command) {
            apply(room, before, director.on(before, command, now), now);
        } else if (event instanceof Room described) {
            apply(room, before, director.on(before, described, now), now);
        }
    }

    private void tick(long ignored) {
        long now = context.currentSystemTimeMs();
        for (String room : List.copyOf(awake)) {
            DirectorState before = state(room);
            apply(room, before, director.onTick(room, before, now), now);
        }
    }

    private void apply(String room, DirectorState before, Direction direction, long nowMillis) {
        if (direction.state() != before) {
            states.put(room, direction.state());
            note(room, direction.state());
        }
        direction.written().forEach(event -> context.forward(new Record<>(room, event, nowMillis)));
        if (!direction.written().isEmpty()) {
            // Others read these topics too, and see nothing behind an open transaction.
            context.commit();
        }
    }

    private void note(String room, DirectorState state) {
        if (state.sleeps(director.plan(state.room()))) {
            awake.remove(room);
        } else {
            awake.add(room);
        }
    }

    private DirectorState state(String room) {
        DirectorState known = states.get(room);
        return known == null ? DirectorState.EMPTY : known;
    }
}
