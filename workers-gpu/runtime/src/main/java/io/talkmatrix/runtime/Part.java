package io.talkmatrix.runtime;

import io.talkmatrix.stage.Event;
import java.util.HashMap;
import java.util.Map;

/**
 * One input partition while it is assigned here. The lanes and the fence are touched by the polling thread only.
 *
 * @param <I> kind of event
 */
final class Part<I extends Event> {

    final int number;
    final long epoch;
    final Watermark watermark;
    final Published published;
    final Map<String, RoomLane<I>> lanes = new HashMap<>();
    private final long publishedUntil;
    private Watermark.Position committed;
    private long fence;

    /**
     * @param epoch of this assignment; a successor has a higher one
     * @param watermark where reading begins
     * @param published what a predecessor already wrote
     * @param publishedUntil input offset from which nothing can have been published before
     */
    Part(int number, long epoch, Watermark watermark, Published published, long publishedUntil) {
        this.number = number;
        this.epoch = epoch;
        this.watermark = watermark;
        this.published = published;
        this.publishedUntil = publishedUntil;
    }

    /** A new owner of the upstream partition took over: what an older one still writes is dropped. */
    void fence(long upstreamEpoch) {
        fence = upstreamEpoch;
    }

    boolean fenced(long upstreamEpoch) {
        return upstreamEpoch < fence;
    }

    /** The position if it is to be committed, else null. */
    Watermark.Position uncommitted() {
        Watermark.Position position = watermark.position();
        return position.equals(committed) ? null : position;
    }

    void committed(Watermark.Position position) {
        committed = position;
        if (position.next() >= publishedUntil) {
            published.forget();
        }
    }
}
