package io.talkmatrix.media.push;

import io.talkmatrix.media.live.LivePlayout;
import io.talkmatrix.media.live.Notice;
import io.talkmatrix.media.live.Step;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A playout that is some hundred milliseconds late on purpose: viewers of a platform are seconds behind in any case, and
 * pictures that the face stage delivers late are in time again. Voice and controls wait, pictures do not, a CUT counts at
 * once. A turn is not begun before the one before it was played to its end, within bounds. Pure; for one thread.
 */
public final class DelayedPlayout {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONGEST_TAIL_NANOS = 2_000 * NANOS_PER_MILLI;
    private static final int MOST_WAITING = 2_048;

    /** Exactly one of the two is there. */
    private record Item(long due, Control control, SpeechChunk chunk) {
        int generation() {
            return control != null ? control.generation() : chunk.id().generation();
        }
    }

    private final LivePlayout playout;
    private final long delayNanos;
    private final Deque<Item> waiting = new ArrayDeque<>();

    public DelayedPlayout(LivePlayout playout, long delayMillis) {
        this.playout = playout;
        this.delayNanos = delayMillis * NANOS_PER_MILLI;
    }

    /** Takes a word of the conductor's; only a CUT has effects at once. */
    public List<Notice> obey(Control control, long nowNanos) {
        if (control.kind() == Control.Kind.CUT) {
            cut(control.generation());
            return playout.obey(control);
        }
        add(new Item(nowNanos + delayNanos, control, null));
        return List.of();
    }

    private void cut(int generation) {
        List<Item> before = List.copyOf(waiting);
        waiting.clear();
        for (Item item : before) {
            if (item.generation() >= generation) {
                waiting.add(item);
            } else if (item.control() != null && item.control().kind() == Control.Kind.END) {
                playout.obey(item.control());
            }
        }
    }

    /** Takes up a turn that is under way. */
    public void join(String turn, int generation, boolean paused, long playedSamples) {
        playout.join(turn, generation, paused, playedSamples);
    }

    public void offer(SpeechChunk chunk, long nowNanos) {
        add(new Item(nowNanos + delayNanos, null, chunk));
    }

    public void offer(FrameGroup group) {
        playout.offer(group);
    }

    private void add(Item item) {
        if (waiting.size() == MOST_WAITING) {
            pass(waiting.pollFirst());
        }
        waiting.addLast(item);
    }

    /** What leaves now. */
    public Step tick(long nowNanos) {
        while (!waiting.isEmpty() && nowNanos >= waiting.peekFirst().due() && !tail(waiting.peekFirst(), nowNanos)) {
            pass(waiting.pollFirst());
        }
        return playout.tick(nowNanos);
    }

    /** True if the item begins a turn while another one is still being heard. */
    private boolean tail(Item item, long nowNanos) {
        return item.control() != null
                && item.control().kind() == Control.Kind.START
                && playout.activity() == LivePlayout.Activity.SPEAKING
                && !playout.turn().equals(item.control().activeTurn())
                && nowNanos - item.due() < LONGEST_TAIL_NANOS;
    }

    private void pass(Item item) {
        if (item.control() != null) {
            playout.obey(item.control());
        } else {
            playout.offer(item.chunk());
        }
    }

    /** The playout behind the delay. */
    public LivePlayout playout() {
        return playout;
    }
}
