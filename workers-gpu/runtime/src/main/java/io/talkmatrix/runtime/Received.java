package io.talkmatrix.runtime;

import org.apache.kafka.common.header.Headers;

/**
 * One event as it was read.
 *
 * @param topic topic name
 * @param partition partition
 * @param offset offset in it
 * @param timestampMillis when it was written, ms since the epoch
 * @param brokerMillis how long it was on its way, from its sending to its being decoded here, ms
 * @param room record key
 * @param event the value
 * @param headers record headers
 * @param <V> type of the value
 */
public record Received<V>(
        String topic,
        int partition,
        long offset,
        long timestampMillis,
        double brokerMillis,
        String room,
        V event,
        Headers headers) {}
