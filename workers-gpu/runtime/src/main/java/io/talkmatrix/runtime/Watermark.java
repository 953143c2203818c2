package io.talkmatrix.runtime;

import java.util.ArrayDeque;

/**
 * How far one input partition is done: the offset below which every input is handled and everything it caused is
 * acknowledged. Inputs are done in any order (rooms run side by side); the watermark is contiguous. Safe for use from
 * any thread.
 */
final class Watermark {

    /** One input that was read. */
    static final class Entry {
        private final long offset;
        private final long outputOffset;
        private final long fence;
        private boolean done;

        private Entry(long offset, long outputOffset, long fence) {
            this.offset = offset;
            this.outputOffset = outputOffset;
            this.fence = fence;
        }
    }

    /**
     * What to commit.
     *
     * @param next offset of the oldest open input, or of the next one to read
     * @param outputOffset where in the output partition a successor has to begin to read back
     * @param fence lowest epoch of upstream writers that a successor accepts from {@code next} on
     */
    record Position(long next, long outputOffset, long fence) {}

    private final ArrayDeque<Entry> open = new ArrayDeque<>();
    private long next;
    private long outputEnd;
    private long fence;

    Watermark(long next, long outputEnd, long fence) {
        this.next = next;
        this.outputEnd = outputEnd;
        this.fence = fence;
    }

    /** From the next input on, writers of a lower epoch are not heard any more. */
    synchronized void fence(long epoch) {
        fence = epoch;
    }

    synchronized boolean fenced(long epoch) {
        return epoch < fence;
    }

    /** An input was read; offsets rise. */
    synchronized Entry read(long offset) {
        Entry entry = new Entry(offset, outputEnd, fence);
        open.addLast(entry);
        return entry;
    }

    synchronized void done(Entry entry) {
        entry.done = true;
        while (!open.isEmpty() && open.peekFirst().done) {
            next = open.removeFirst().offset + 1;
        }
    }

    /** The broker acknowledged an output at this offset. */
    synchronized void written(long outputOffset) {
        outputEnd = Math.max(outputEnd, outputOffset + 1);
    }

    synchronized Position position() {
        return open.isEmpty()
                ? new Position(next, outputEnd, fence)
                : new Position(open.peekFirst().offset, open.peekFirst().outputOffset, open.peekFirst().fence);
    }

    synchronized int openInputs() {
        return open.size();
    }
}
