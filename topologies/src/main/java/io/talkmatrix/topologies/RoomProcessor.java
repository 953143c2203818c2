package io.talkmatrix.topologies;

import io.talkmatrix.stage.Event;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Runs a pure core on Kafka Streams: keeps each room's state in a store and looks at the clock for rooms in which time
 * matters.
 *
 * @param <S> state of a room, immutable
 */
public final class RoomProcessor<S> implements Processor<String, Event, String, Event> {

    private static final System.Logger LOG = System.getLogger(RoomProcessor.class.getName());

    /**
     * What is decided about rooms. For one thread at a time.
     *
     * @param <S> state of a room, immutable
     */
    public interface Core<S> {

        /** State of a room that nothing was heard of. */
        S empty();

        /** False for what changes nothing in any state. */
        boolean concerns(Event event);

        /** Something that concerns the core happened. */
        Change<S> on(S state, Event event, long nowMillis);

        /** Time passed in a room that is awake. */
        Change<S> onTick(String room, S state, long nowMillis);

        /** True if time makes no difference to the room. */
        boolean sleeps(S state);
    }

    /**
     * What came of an input.
     *
     * @param state the same object if nothing changed
     * @param written in this order
     * @param urgent true if others wait for it: it is committed at once instead of at the commit interval
     */
    public record Change<S>(S state, List<? extends Event> written, boolean urgent) {}

    private final String store;
    private final Duration tick;
    private final Core<S> core;
    private final Set<String> awake = new HashSet<>();
    private ProcessorContext<String, Event> context;
    private KeyValueStore<String, S> states;

    private RoomProcessor(String store, Duration tick, Core<S> core) {
        this.store = store;
        this.tick = tick;
        this.core = core;
    }

    /**
     * Processors with a persistent store.
     *
     * @param store its name, which is part of its changelog's
     * @param cached whether changes of a moment are written together
     * @param cores one for each processor
     */
    public static <S> ProcessorSupplier<String, Event, String, Event> of(
            String store, Serde<S> serde, boolean cached, Duration tick, Supplier<Core<S>> cores) {
        StoreBuilder<?> builder =
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(store), Serdes.String(), serde);
        StoreBuilder<?> states = cached ? builder : builder.withCachingDisabled();
        return new ProcessorSupplier<>() {
            @Override
            public RoomProcessor<S> get() {
                return new RoomProcessor<>(store, tick, cores.get());
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(states);
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, Event> newContext) {
        context = newContext;
        states = context.getStateStore(store);
        try (KeyValueIterator<String, S> all = states.all()) {
            all.forEachRemaining(entry -> note(entry.key, entry.value));
        }
        context.schedule(tick, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Event> record) {
        Event event = record.value();
        String room = record.key();
        if (event == null || room == null || !event.room().equals(room)) {
            LOG.log(Level.WARNING, "a record without a value or with the key of another room is passed over");
            return;
        }
        if (!core.concerns(event)) {
            return;
        }
        S before = state(room);
        long now = context.currentSystemTimeMs();
        apply(room, before, core.on(before, event, now), now);
    }

    private void tick(long ignored) {
        long now = context.currentSystemTimeMs();
        for (String room : List.copyOf(awake)) {
            S before = state(room);
            apply(room, before, core.onTick(room, before, now), now);
        }
    }

    private void apply(String room, S before, Change<S> change, long nowMillis) {
        if (change.state() != before) {
            states.put(room, change.state());
            note(room, change.state());
        }
        change.written().forEach(event -> context.forward(new Record<>(room, event, nowMillis)));
        if (change.urgent()) {
            context.commit();
        }
    }

    private void note(String room, S state) {
        if (core.sleeps(state)) {
            awake.remove(room);
        } else {
            awake.add(room);
        }
    }

    private S state(String room) {
        S known = states.get(room);
        return known == null ? core.empty() : known;
    }
}
