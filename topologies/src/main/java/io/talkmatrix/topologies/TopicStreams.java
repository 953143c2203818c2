package io.talkmatrix.topologies;

import io.talkmatrix.schemas.EventSerde;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** The product's topics as streams whose nodes are named after them, so that a topology keeps its names as it grows. */
public final class TopicStreams {

    private TopicStreams() {}

    public static <V extends Event> KStream<String, Event> input(
            StreamsBuilder builder, Topic<V> topic, RegistryClient registry) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(Serdes.String(), new EventSerde<>(topic, registry))
                                .withName("read-" + topic.name()))
                .mapValues(value -> (Event) value, Named.as("event-of-" + topic.name()));
    }

    /** What rooms are like; a deleted room is a closed one. */
    public static KStream<String, Event> rooms(StreamsBuilder builder, RegistryClient registry) {
        return builder.stream(
                        Topics.ROOMS.name(),
                        Consumed.with(Serdes.String(), new EventSerde<>(Topics.ROOMS, registry))
                                .withName("read-" + Topics.ROOMS.name()))
                .filter((room, described) -> room != null, Named.as("named-rooms"))
                .mapValues(
                        (room, described) -> described == null ? Room.of(room).closed(0) : described,
                        Named.as("event-of-" + Topics.ROOMS.name()));
    }

    /** Writes those events that belong on the topic. */
    public static <V extends Event> void output(KStream<String, Event> said, Topic<V> topic, RegistryClient registry) {
        said.filter((room, event) -> topic.type().isInstance(event), Named.as("only-" + topic.name()))
                .mapValues(topic.type()::cast, Named.as("cast-" + topic.name()))
                .to(
                        topic.name(),
                        Produced.with(Serdes.String(), new EventSerde<>(topic, registry))
                                .withName("write-" + topic.name()));
    }
}
