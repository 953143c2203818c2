package io.talkmatrix.face.warp;

import java.util.Arrays;

/**
 * How much brighter or darker one frame shows each part of its portrait: a factor for red, green and blue at every node of
 * the frame grid, in the coordinates of the portrait at rest, so that light and folds move with the face. Between nodes it
 * runs linearly. Reused; not thread-safe.
 */
public final class ShadeGrid {

    /** Pixels from node to node. */
    public static final int STEP = FieldGrid.STEP;

    private static final float LEAST = .2f;
    private static final float MOST = 2.5f;

    private final int columns;
    private final float[] factors; // [3 * node] red, green, blue
    private int firstColumn;
    private int lastColumn;
    private int firstRow;
    private int lastRow;

    /** @param size of the frame, pixels */
    public ShadeGrid(int size) {
        columns = size / STEP + 1;
        factors = new float[3 * columns * columns];
        clear();
    }

    /** Nodes across and down; the first lies on the first pixel. */
    public int columns() {
        return columns;
    }

    /** Everything as in the portrait. */
    public void clear() {
        Arrays.fill(factors, 1);
        firstColumn = columns;
        firstRow = columns;
        lastColumn = -1;
        lastRow = -1;
    }

    /** Makes a node brighter or darker: each factor is multiplied with what is there. */
    public void multiply(int column, int row, float red, float green, float blue) {
        int node = row * columns + column;
        firstColumn = Math.min(firstColumn, column);
        lastColumn = Math.max(lastColumn, column);
        firstRow = Math.min(firstRow, row);
        lastRow = Math.max(lastRow, row);
        factors[3 * node] = bounded(factors[3 * node] * red);
        factors[3 * node + 1] = bounded(factors[3 * node + 1] * green);
        factors[3 * node + 2] = bounded(factors[3 * node + 2] * blue);
    }

    private static float bounded(float factor) {
        return factor < LEAST ? LEAST : Math.min(factor, MOST);
    }

    /** First column with a node that was touched; beyond {@link #lastColumn} if none was. */
    int firstColumn() {
        return firstColumn;
    }

    int lastColumn() {
        return lastColumn;
    }

    int firstRow() {
        return firstRow;
    }

    int lastRow() {
        return lastRow;
    }

    /** [3 * node] red, green, blue; not a copy. */
    float[] factors() {
        return factors;
    }
}
