package io.talkmatrix.runtime;

import io.talkmatrix.stage.Event;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * One input partition while it is assigned here. The lanes are touched by the polling thread only.
 *
 * @param <I> kind of event
 */
final class Part<I extends Event> {

    final TopicPartition place;
    final int number;
    final long epoch;
    final Watermark watermark;
    final Published published;
    final Map<String, RoomLane<I>> lanes = new HashMap<>();
    private final long publishedUntil;
    private Watermark.Position committed;

    /**
     * @param place topic and number
     * @param epoch of this assignment; a successor has a higher one
     * @param watermark where reading begins
     * @param published what a predecessor already wrote
     * @param publishedUntil input offset from which nothing can have been published before
     */
    Part(TopicPartition place, long epoch, Watermark watermark, Published published, long publishedUntil) {
        this.place = place;
        this.number = place.partition();
        this.epoch = epoch;
        this.watermark = watermark;
        this.published = published;
        this.publishedUntil = publishedUntil;
    }

    /** The position if it is to be committed, else null. */
    Watermark.Position uncommitted() {
        Watermark.Position position = watermark.position();
        return position.equals(committed) ? null : position;
    }

    /** What was to be committed was not. */
    void notCommitted() {
        committed = null;
    }

    void committed(Watermark.Position position) {
        committed = position;
        if (position.next() >= publishedUntil) {
            published.forget();
        }
    }
}
