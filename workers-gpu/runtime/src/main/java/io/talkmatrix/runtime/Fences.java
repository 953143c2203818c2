package io.talkmatrix.runtime;

import io.talkmatrix.schemas.RecordHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells what a partition's owner wrote from what somebody wrote who had lost the partition without knowing it yet: for
 * readers of one stage's output. Behind a TAKEOVER marker lower epochs are not heard; a reader that came after the marker
 * goes by the highest epoch it has seen, since its writer had set a marker before. For one thread.
 */
final class Fences {

    private record Fence(long epoch, boolean marked) {}

    private static final Fence NONE = new Fence(0, false);

    private final Map<TopicPartition, Fence> fences = new HashMap<>();

    /**
     * True if the record is to be passed over: a marker, or what a former owner wrote.
     *
     * @throws io.talkmatrix.schemas.BadRecordException the record's epoch is malformed
     */
    boolean drops(ConsumerRecord<?, ?> record) {
        TopicPartition place = new TopicPartition(record.topic(), record.partition());
        OptionalLong epoch = RecordHeaders.epoch(record.headers());
        if (RecordHeaders.isTakeover(record.headers())) {
            fences.put(place, new Fence(epoch.orElse(0), true));
            return true;
        }
        if (epoch.isEmpty()) {
            return false;
        }
        Fence fence = fences.getOrDefault(place, NONE);
        if (epoch.getAsLong() > fence.epoch && !fence.marked) {
            fences.put(place, new Fence(epoch.getAsLong(), false));
        }
        return epoch.getAsLong() < fence.epoch;
    }

    /** Reading begins elsewhere. */
    void forget() {
        fences.clear();
    }
}
