package io.talkmatrix.face.warp;

/**
 * Displacement bases on the nodes of a rectangle of the frame grid. The frame grid has a node every {@link #STEP} pixels, from
 * 0 to the frame size, both included; a displacement says how far a point of the photo moves, pixels.
 *
 * @param firstX column of the first node on the frame grid
 * @param firstY row of the first node
 * @param columns nodes across
 * @param rows nodes down
 * @param bases [basis][2 * node], x and y interleaved
 */
record FieldGrid(int firstX, int firstY, int columns, int rows, float[][] bases) {

    static final int STEP = 4;

    int leftPixel() {
        return firstX * STEP;
    }

    int topPixel() {
        return firstY * STEP;
    }

    int rightPixel() {
        return (firstX + columns - 1) * STEP;
    }

    int bottomPixel() {
        return (firstY + rows - 1) * STEP;
    }

    /** Adds {@code weight} times a basis to the field of the whole frame grid. */
    void addTo(float[] frameField, int frameColumns, int basis, float weight) {
        if (weight == 0) {
            return;
        }
        float[] source = bases[basis];
        for (int row = 0; row < rows; row++) {
            int target = 2 * ((firstY + row) * frameColumns + firstX);
            int from = 2 * row * columns;
            for (int i = 0; i < 2 * columns; i++) {
                frameField[target + i] += weight * source[from + i];
            }
        }
    }

    /** Zeroes the field of the frame grid inside this rectangle. */
    void clear(float[] frameField, int frameColumns) {
        for (int row = 0; row < rows; row++) {
            int target = 2 * ((firstY + row) * frameColumns + firstX);
            java.util.Arrays.fill(frameField, target, target + 2 * columns, 0);
        }
    }
}
