package io.talkmatrix.face;

import io.talkmatrix.stage.Viseme;
import java.util.Arrays;

/** Mouth shapes with their times, ordered and without holes: where nothing is said, the mouth rests. Not thread-safe. */
public final class VisemeTrack {

    private static final double HOLE_SECONDS = 1e-3;

    private double[] starts = new double[64];
    private double[] ends = new double[64];
    private Viseme[] visemes = new Viseme[64];
    private int size;

    /**
     * Appends a shape; a hole before it is filled with rest. Shapes shorter than a millisecond are dropped.
     *
     * @throws IllegalArgumentException it starts before the end of what is there
     */
    public void append(Viseme viseme, double start, double end) {
        double previousEnd = end();
        if (size > 0 && start < previousEnd - HOLE_SECONDS) {
            throw new IllegalArgumentException(
                    "viseme " + viseme + " at " + start + " s overlaps the one before, which ends at " + previousEnd);
        }
        if (size > 0 && start > previousEnd + HOLE_SECONDS) {
            put(Viseme.NEUTRAL, previousEnd, start);
        }
        if (end - start >= HOLE_SECONDS) {
            put(viseme, size > 0 ? previousEndAfterFill(start) : start, end);
        }
    }

    private double previousEndAfterFill(double start) {
        return Math.max(start, ends[size - 1]);
    }

    private void put(Viseme viseme, double start, double end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            visemes = Arrays.copyOf(visemes, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        visemes[size] = viseme;
        size++;
    }

    public int size() {
        return size;
    }

    /** Seconds. */
    public double start(int index) {
        return starts[index];
    }

    /** Seconds. */
    public double end(int index) {
        return ends[index];
    }

    public Viseme viseme(int index) {
        return visemes[index];
    }

    /** End of the last shape in seconds, 0 of an empty track. */
    public double end() {
        return size == 0 ? 0 : ends[size - 1];
    }

    /** Index of the first shape that ends after {@code time}; {@link #size} if none does. */
    int firstEndingAfter(double time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
