package io.talkmatrix.topologies.debt;

import io.talkmatrix.stage.Event;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The media debt of all rooms on Kafka Streams: {@code text.reply} and {@code turn.events} in, nothing but sums out. */
public final class DebtTopology {

    private DebtTopology() {}

    /**
     * Adds the topology.
     *
     * @param said everything of {@code text.reply} and {@code turn.events}, keyed by room
     * @param sums told every half second, on the topology's thread
     */
    public static void build(KStream<String, Event> said, MediaDebt sums) {
        StoreBuilder<?> store = Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(DebtProcessor.STORE), Serdes.String(), new RoomDebtsSerde());
        said.process(
                new ProcessorSupplier<String, Event, Void, Void>() {
                    @Override
                    public DebtProcessor get() {
                        return new DebtProcessor(sums);
                    }

                    @Override
                    public Set<StoreBuilder<?>> stores() {
                        return Set.of(store);
                    }
                },
                Named.as("debt"));
    }
}
