package io.talkmatrix.topologies.history;

import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.topologies.TopicStreams;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The history of every room on Kafka Streams: {@code text.asr}, {@code text.reply} and {@code turn.events} in, {@code room.history} out. */
public final class HistoryTopology {

    static final String STORE = "history-rooms";

    private HistoryTopology() {}

    /**
     * Adds the topology; the registry client stays the caller's.
     *
     * @param said everything of the three topics, keyed by room
     */
    public static void build(KStream<String, Event> said, RegistryClient registry) {
        StoreBuilder<?> store = Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), new HistoryStateSerde());
        KStream<String, Event> histories = said.process(
                new ProcessorSupplier<String, Event, String, Event>() {
                    @Override
                    public HistoryProcessor get() {
                        return new HistoryProcessor();
                    }

                    @Override
                    public Set<StoreBuilder<?>> stores() {
                        return Set.of(store);
                    }
                },
                Named.as("history"));
        TopicStreams.output(histories, Topics.ROOM_HISTORY, registry);
    }

    private static final class HistoryProcessor implements Processor<String, Event, String, Event> {

        private ProcessorContext<String, Event> context;
        private KeyValueStore<String, HistoryState> states;

        @Override
        public void init(ProcessorContext<String, Event> newContext) {
            context = newContext;
            states = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, Event> record) {
            if (!History.concerns(record.value())) {
                return;
            }
            HistoryState known = states.get(record.key());
            HistoryState before = known == null ? HistoryState.empty() : known;
            History.Change change = History.on(before, record.value());
            if (change.state() != before) {
                states.put(record.key(), change.state());
            }
            change.history().ifPresent(history -> context.forward(record.withValue(history)));
        }
    }
}
