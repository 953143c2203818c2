package io.talkmatrix.webrtc;

import io.talkmatrix.media.H264Decoder;
import io.talkmatrix.media.I420Picture;
import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.live.Step;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * One room's coded pictures, decoded once for all its viewers on a thread of their own, so that they never hold up a voice.
 * Pictures that waited too long are decoded, since others need them, but not shown. Safe for use from any thread.
 */
final class PictureLine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PictureLine.class.getName());
    private static final int MOST_WAITING = 100;
    private static final long LATE_NANOS = 80_000_000;
    private static final long STOP_MILLIS = 2_000;

    private record Coded(List<byte[]> units, boolean alone, boolean talking, long atNanos) {}

    private final String room;
    private final Consumer<I420Picture> show;
    private final Deque<Coded> waiting = new ArrayDeque<>();
    private final Thread thread;
    private boolean keyNeeded = true;
    private boolean complained;
    /** The picture in work, which a cut takes back. */
    private Coded current;

    private boolean closed;

    /** @param show given each picture, in order, which is used again after it returned; never after a cut took it back */
    PictureLine(String room, Consumer<I420Picture> show) {
        this.room = room;
        this.show = show;
        thread = new Thread(this::work, "webrtc-pictures-" + room);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** @param units that end with what is seen now; the first needs none before it */
    void begin(List<byte[]> units) {
        if (!units.isEmpty()) {
            add(new Coded(units, true, false, System.nanoTime()));
        }
    }

    void add(Step step) {
        for (Step.Picture picture : step.pictures()) {
            add(new Coded(
                    picture.units(), picture.decodableAlone(), !picture.turn().isEmpty(), System.nanoTime()));
        }
    }

    private synchronized void add(Coded picture) {
        if (waiting.size() >= MOST_WAITING) {
            waiting.clear();
            keyNeeded = true;
        }
        if (keyNeeded && !picture.alone()) {
            return;
        }
        keyNeeded = false;
        waiting.add(picture);
        notifyAll();
    }

    /** No talking picture that is here already is shown; the room's next picture needs none of them. */
    synchronized void cut() {
        waiting.removeIf(Coded::talking);
        if (current != null && current.talking()) {
            current = null;
        }
    }

    private void work() {
        I420Picture picture = new I420Picture();
        try (H264Decoder decoder = new H264Decoder()) {
            while (true) {
                Coded coded = next();
                if (coded == null) {
                    return;
                }
                try {
                    decoder.decode(coded.units(), picture);
                    shown(coded, picture);
                } catch (MediaException e) {
                    lost(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Coded next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        current = closed ? null : waiting.poll();
        return current;
    }

    private synchronized void shown(Coded coded, I420Picture picture) {
        boolean late = System.nanoTime() - coded.atNanos() > LATE_NANOS && !waiting.isEmpty();
        if (current == coded && !late && !closed) {
            show.accept(picture);
        }
    }

    private synchronized void lost(MediaException e) {
        waiting.clear();
        keyNeeded = true;
        if (!complained) {
            complained = true;
            LOG.log(Level.WARNING, "a picture of room " + room + " cannot be decoded; later ones are not mentioned", e);
        }
    }

    /** Waits up to 2 s for the thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
            notifyAll();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
