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
    private final long inheritedUntil;
    private final long inheritedOutput;
    private long next;
    private long outputEnd;
    private long fence;

    /**
     * @param next input to read first
     * @param outputEnd behind everything in the output
     * @param inheritedUntil inputs before this one may have been worked on by predecessors
     * @param inheritedOutput what these wrote for them lies from here on in the output
     */
    Watermark(long next, long outputEnd, long fence, long inheritedUntil, long inheritedOutput) {
        this.next = next;
        this.outputEnd = outputEnd;
        this.fence = fence;
        this.inheritedUntil = inheritedUntil;
        this.inheritedOutput = inheritedOutput;
    }

    /** Nobody was here before. */
    Watermark(long next, long outputEnd, long fence) {
        this(next, outputEnd, fence, 0, outputEnd);
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
        Entry entry = new Entry(offset, output(offset), fence);
        open.addLast(entry);
        return entry;
    }

    private long output(long input) {
        return input < inheritedUntil ? inheritedOutput : outputEnd;
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
                ? new Position(next, output(next), fence)
                : new Position(open.peekFirst().offset, open.peekFirst().outputOffset, open.peekFirst().fence);
    }

    synchronized int openInputs() {
        return open.size();
    }
}
