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
        private boolean done;

        private Entry(long offset, long outputOffset) {
            this.offset = offset;
            this.outputOffset = outputOffset;
        }
    }

    /**
     * What to commit.
     *
     * @param next offset of the oldest open input, or of the next one to read
     * @param outputOffset where in the output partition a successor has to begin to read back
     */
    record Position(long next, long outputOffset) {}

    private final ArrayDeque<Entry> open = new ArrayDeque<>();
    private long next;
    private long outputEnd;

    Watermark(long next, long outputEnd) {
        this.next = next;
        this.outputEnd = outputEnd;
    }

    /** An input was read; offsets rise. */
    synchronized Entry read(long offset) {
        Entry entry = new Entry(offset, outputEnd);
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
                ? new Position(next, outputEnd)
                : new Position(open.peekFirst().offset, open.peekFirst().outputOffset);
    }

    synchronized int openInputs() {
        return open.size();
    }
}
