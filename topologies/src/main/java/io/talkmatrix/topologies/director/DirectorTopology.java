package io.talkmatrix.topologies.director;

import io.talkmatrix.moderation.Verdict;
import io.talkmatrix.schemas.EventSerde;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.topologies.TopicStreams;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The director on Kafka Streams: {@code live.comments}, {@code turn.events}, {@code room.commands} and {@code rooms} in,
 * {@code text.asr}, {@code turn.events} and {@code room.commands} out. All of them have the same partitions, so one task
 * owns a room.
 */
public final class DirectorTopology {

    private DirectorTopology() {}

    /**
     * Adds the topology; the registry client stays the caller's.
     *
     * @param moderation says what may be used of a viewer's words
     */
    public static void build(
            StreamsBuilder builder,
            DirectorSettings settings,
            Function<String, Verdict> moderation,
            RegistryClient registry) {
        StoreBuilder<?> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(DirectorProcessor.STORE),
                        Serdes.String(),
                        new DirectorStateSerde())
                .withCachingDisabled();

        KStream<String, Event> said = TopicStreams.input(builder, Topics.LIVE_COMMENTS, registry)
                .merge(TopicStreams.input(builder, Topics.TURN_EVENTS, registry), Named.as("live-and-turns"))
                .merge(TopicStreams.input(builder, Topics.ROOM_COMMANDS, registry), Named.as("and-commands"))
                .merge(rooms(builder, registry), Named.as("all-inputs"))
                .process(
                        new ProcessorSupplier<String, Event, String, Event>() {
                            @Override
                            public DirectorProcessor get() {
                                return new DirectorProcessor(settings, moderation);
                            }

                            @Override
                            public Set<StoreBuilder<?>> stores() {
                                return Set.of(store);
                            }
                        },
                        Named.as("director"));
        TopicStreams.output(said, Topics.TURN_EVENTS, registry);
        TopicStreams.output(said, Topics.TEXT_ASR, registry);
        TopicStreams.output(said, Topics.ROOM_COMMANDS, registry);
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
