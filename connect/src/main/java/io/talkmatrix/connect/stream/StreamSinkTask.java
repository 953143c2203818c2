package io.talkmatrix.connect.stream;

import io.talkmatrix.connect.Cluster;
import io.talkmatrix.connect.Version;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.EventDeserializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryException;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Plays out the rooms of its partitions. A stream is of the present: whatever the committed offsets say, a task begins a
 * minute back, takes up the turn that is being heard where it is, and lets alone what is over.
 */
public final class StreamSinkTask extends SinkTask {

    private static final long LATELY_MILLIS = 60_000;

    private final Clock clock = Clock.systemUTC();
    private StreamConfig config;
    private KafkaConnection kafka;
    private RegistryClient registry;
    private EventDeserializer<SpeechChunk> speech;
    private EventDeserializer<FrameGroup> frames;
    private StreamRooms rooms;

    @Override
    public String version() {
        return Version.ofPlugins();
    }

    @Override
    public void start(Map<String, String> props) {
        config = new StreamConfig(props);
        kafka = Cluster.kafka(config);
        registry = Cluster.registry(config);
        speech = new EventDeserializer<>(Topics.AUDIO_TTS, registry);
        frames = new EventDeserializer<>(Topics.VIDEO_FRAMES, registry);
        int partitions = Positions.partitions(kafka, Topics.AUDIO_TTS.name());
        rooms = new StreamRooms(kafka, registry, partitions, config, clock);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        context.offset(Positions.since(kafka, partitions, clock.millis() - LATELY_MILLIS));
        rooms.own(owned(context.assignment()));
    }

    /** Voice and pictures of a room have the same partition number and must come to the same task. */
    private static Set<Integer> owned(Set<TopicPartition> assignment) {
        Set<Integer> voice = numbers(assignment, Topics.AUDIO_TTS.name());
        Set<Integer> pictures = numbers(assignment, Topics.VIDEO_FRAMES.name());
        if (!voice.equals(pictures)) {
            throw new ConnectException("this task was given partitions " + voice + " of audio.tts but " + pictures
                    + " of video.frames; set " + StreamSinkConnector.ASSIGNOR + "=" + RoomAssignor.class.getName());
        }
        return voice;
    }

    private static Set<Integer> numbers(Set<TopicPartition> partitions, String topic) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(topic))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (rooms != null) {
            Set<TopicPartition> left = new HashSet<>(context.assignment());
            left.removeAll(partitions);
            Set<Integer> voice = numbers(left, Topics.AUDIO_TTS.name());
            voice.retainAll(numbers(left, Topics.VIDEO_FRAMES.name()));
            rooms.own(voice);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        rooms.failure().ifPresent(e -> {
            throw new ConnectException("the rooms are not followed any more: " + e.getMessage(), e);
        });
        for (SinkRecord record : records) {
            try {
                take(record);
            } catch (RegistryException e) {
                throw new RetriableException("the schema registry does not answer: " + e.getMessage(), e);
            } catch (BadRecordException e) {
                bury(record, e);
            }
        }
    }

    private void take(SinkRecord record) {
        byte[] value = bytes(record);
        if (value == null) {
            return;
        }
        if (record.topic().equals(Topics.AUDIO_TTS.name())) {
            SpeechChunk chunk = speech.deserialize(record.topic(), value);
            rooms.room(chunk.id().room()).ifPresent(room -> room.offer(chunk));
        } else {
            FrameGroup group = frames.deserialize(record.topic(), value);
            rooms.room(group.id().room()).ifPresent(room -> room.offer(group));
        }
    }

    private static byte[] bytes(SinkRecord record) {
        if (record.value() == null || record.value() instanceof byte[]) {
            return (byte[]) record.value();
        }
        throw new ConnectException("values must come as bytes: set"
                + " value.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    private void bury(SinkRecord record, BadRecordException why) {
        List<DeadLetter.Header> headers = new ArrayList<>();
        byte[] key = record.key() instanceof byte[] raw
                ? raw
                : record.key() == null ? null : record.key().toString().getBytes(StandardCharsets.UTF_8);
        rooms.producer()
                .send(new DeadLetter(
                        record.topic(),
                        record.kafkaPartition(),
                        record.kafkaOffset(),
                        key,
                        (byte[]) record.value(),
                        headers,
                        config.sink(),
                        why.getMessage(),
                        why.getClass().getName(),
                        clock.millis()));
    }

    @Override
    public void stop() {
        if (rooms != null) {
            rooms.close();
        }
        if (registry != null) {
            registry.close();
        }
    }
}
