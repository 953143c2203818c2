package io.talkmatrix.webrtc;

import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.console.live.StepListener;
import io.talkmatrix.console.live.Subscription;
import io.talkmatrix.media.live.Step;
import java.util.List;

/**
 * What goes from one room's playout to its viewers: sound at once, on the thread that paces the room, pictures through a
 * {@link PictureLine}. There while somebody watches. Safe for use from any thread.
 */
final class RoomFeed implements StepListener, AutoCloseable {

    private final RoomSources sources;
    private final VoiceBlocks voice;
    private final PictureLine pictures;
    private Subscription seat = () -> {};
    private volatile boolean over;

    private RoomFeed(String room) {
        sources = new RoomSources();
        voice = new VoiceBlocks(sources::hear);
        pictures = new PictureLine(room, sources::see);
    }

    static RoomFeed of(LiveRoom room) {
        RoomFeed feed = new RoomFeed(room.id());
        feed.pictures.start();
        feed.seat = room.listen(feed);
        return feed;
    }

    RoomSources sources() {
        return sources;
    }

    /** True once the room was closed: nothing comes any more. */
    boolean over() {
        return over;
    }

    @Override
    public void begins(List<byte[]> units) {
        pictures.begin(units);
    }

    @Override
    public void step(Step step) {
        voice.add(step.pcm(), step.silent());
        pictures.add(step);
    }

    @Override
    public void cut() {
        voice.cut();
        pictures.cut();
    }

    @Override
    public void closed() {
        over = true;
    }

    /** Nothing is pushed into the sources any more when it returns. */
    @Override
    public void close() {
        seat.close();
        pictures.close();
        sources.close();
    }
}
