package io.talkmatrix.topologies.timeline;

import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.topologies.TopicStreams;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The timelines of all turns on Kafka Streams: {@code turn.events} in, and what says how a turn was asked and answered; {@code turn.timelines} out. */
public final class TimelineTopology {

    private TimelineTopology() {}

    /**
     * Adds the topology; the registry client stays the caller's.
     *
     * @param said everything of {@code text.asr}, {@code text.reply} and {@code turn.events}, keyed by room
     * @param watcher shown each timeline as it is written, on the topology's thread
     */
    public static void build(KStream<String, Event> said, RegistryClient registry, Consumer<TurnTimeline> watcher) {
        StoreBuilder<?> store = Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(TimelineProcessor.STORE), Serdes.String(), new RoomTurnsSerde());
        KStream<String, Event> timelines = said.process(
                new ProcessorSupplier<String, Event, String, Event>() {
                    @Override
                    public TimelineProcessor get() {
                        return new TimelineProcessor(watcher);
                    }

                    @Override
                    public Set<StoreBuilder<?>> stores() {
                        return Set.of(store);
                    }
                },
                Named.as("timeline"));
        TopicStreams.output(timelines, Topics.TURN_TIMELINES, registry);
    }
}
