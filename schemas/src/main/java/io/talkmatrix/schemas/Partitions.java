package io.talkmatrix.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a room is: murmur2 over the UTF-8 room id, the same as Kafka's default partitioner. */
public final class Partitions {

    private Partitions() {}

    /**
     * @param roomId room id
     * @param count partition count of the topics, at least 1
     * @return partition of the room, 0 ≤ p &lt; count
     */
    public static int of(String roomId, int count) {
        return of(roomId.getBytes(StandardCharsets.UTF_8), count);
    }

    /** The same for the bytes of a record key. */
    public static int of(byte[] key, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a topic has at least one partition, not " + count);
        }
        return Utils.toPositive(Utils.murmur2(key)) % count;
    }
}
