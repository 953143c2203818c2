package io.talkmatrix.topologies.director;

import io.talkmatrix.moderation.Verdict;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.topologies.RoomProcessor;
import io.talkmatrix.topologies.TopicStreams;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

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
        KStream<String, Event> said = TopicStreams.input(builder, Topics.LIVE_COMMENTS, registry)
                .merge(TopicStreams.input(builder, Topics.TURN_EVENTS, registry), Named.as("live-and-turns"))
                .merge(TopicStreams.input(builder, Topics.ROOM_COMMANDS, registry), Named.as("and-commands"))
                .merge(TopicStreams.rooms(builder, registry), Named.as("all-inputs"))
                .process(
                        RoomProcessor.of(
                                DirectorRooms.STORE,
                                new DirectorStateSerde(),
                                false,
                                settings.tick(),
                                () -> new DirectorRooms(new Director(settings, moderation))),
                        Named.as("director"));
        TopicStreams.output(said, Topics.TURN_EVENTS, registry);
        TopicStreams.output(said, Topics.TEXT_ASR, registry);
        TopicStreams.output(said, Topics.ROOM_COMMANDS, registry);
    }
}
