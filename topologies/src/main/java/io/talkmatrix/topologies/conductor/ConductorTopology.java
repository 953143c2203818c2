package io.talkmatrix.topologies.conductor;

import io.talkmatrix.schemas.EventSerde;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.topologies.TopicStreams;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The conductor on Kafka Streams: {@code turn.events}, {@code room.commands} and {@code rooms} in, {@code
 * turn.control} and {@code turn.events} out. All of them have the same partitions, so one task owns a room.
 */
public final class ConductorTopology {

    private ConductorTopology() {}

    /** Adds the topology; the registry client stays the caller's. */
    public static void build(StreamsBuilder builder, ConductorSettings settings, RegistryClient registry) {
        StoreBuilder<?> store = Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(ConductorProcessor.STORE), Serdes.String(), new RoomStateSerde());

        KStream<String, Event> said = TopicStreams.input(builder, Topics.TURN_EVENTS, registry)
                .merge(TopicStreams.input(builder, Topics.ROOM_COMMANDS, registry), Named.as("events-and-commands"))
                .merge(rooms(builder, registry), Named.as("all-inputs"))
                .process(
                        new ProcessorSupplier<String, Event, String, Event>() {
                            @Override
                            public ConductorProcessor get() {
                                return new ConductorProcessor(settings);
                            }

                            @Override
                            public Set<StoreBuilder<?>> stores() {
                                return Set.of(store);
                            }
                        },
                        Named.as("conductor"));
        TopicStreams.output(said, Topics.TURN_CONTROL, registry);
        TopicStreams.output(said, Topics.TURN_EVENTS, registry);
    }

    /** A deleted room is a closed one. */
    private static KStream<String, Event> rooms(StreamsBuilder builder, RegistryClient registry) {
        return builder.stream(
                        Topics.ROOMS.name(),
                        Consumed.with(Serdes.String(), new EventSerde<>(Topics.ROOMS, registry))
                                .withName("read-" + Topics.ROOMS.name()))
                .filter((room, described) -> room != null, Named.as("named-rooms"))
                .mapValues(
                        (room, described) -> described == null ? Room.of(room).closed(0) : described,
                        Named.as("event-of-" + Topics.ROOMS.name()));
    }
}
