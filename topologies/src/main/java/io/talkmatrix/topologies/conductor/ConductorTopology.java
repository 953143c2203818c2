package io.talkmatrix.topologies.conductor;

import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.topologies.RoomProcessor;
import io.talkmatrix.topologies.TopicStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The conductor on Kafka Streams: {@code turn.events}, {@code room.commands} and {@code rooms} in, {@code
 * turn.control} and {@code turn.events} out. All of them have the same partitions, so one task owns a room.
 */
public final class ConductorTopology {

    private ConductorTopology() {}

    /** Adds the topology; the registry client stays the caller's. */
    public static void build(StreamsBuilder builder, ConductorSettings settings, RegistryClient registry) {
        KStream<String, Event> said = TopicStreams.input(builder, Topics.TURN_EVENTS, registry)
                .merge(TopicStreams.input(builder, Topics.ROOM_COMMANDS, registry), Named.as("events-and-commands"))
                .merge(TopicStreams.rooms(builder, registry), Named.as("all-inputs"))
                .process(
                        RoomProcessor.of(
                                ConductorRooms.STORE,
                                new RoomStateSerde(),
                                true,
                                settings.tick(),
                                () -> new ConductorRooms(new Conductor(settings))),
                        Named.as("conductor"));
        TopicStreams.output(said, Topics.TURN_CONTROL, registry);
        TopicStreams.output(said, Topics.TURN_EVENTS, registry);
    }
}
