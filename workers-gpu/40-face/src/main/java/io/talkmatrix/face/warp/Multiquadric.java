package io.talkmatrix.face.warp;

/**
 * Scattered-data interpolation with multiquadrics, phi(r) = -sqrt(r² + c²), and a constant term (Hardy 1971). Solved once,
 * evaluated many times. Immutable.
 */
public final class Multiquadric {

    private static final double ROUNDING = .05;
    private static final double RELAXATION = 1e-3 * ROUNDING;

    private final double[] px;
    private final double[] py;
    private final double[][] coefficients; // [points + 1][outputs], the last row is the constant
    private final int outputs;

    /**
     * @param px x of the points
     * @param py y of the points
     * @param values [points][outputs]
     */
    public Multiquadric(double[] px, double[] py, double[][] values) {
        int n = px.length;
        this.px = px;
        this.py = py;
        this.outputs = values[0].length;
        double[][] matrix = new double[n + 1][n + 1 + outputs];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = phi(px[i] - px[j], py[i] - py[j]);
            }
            matrix[i][i] += RELAXATION;
            matrix[i][n] = 1;
            matrix[n][i] = 1;
            System.arraycopy(values[i], 0, matrix[i], n + 1, outputs);
        }
        coefficients = solve(matrix, n + 1, outputs);
    }

    /** Writes the interpolated outputs at a point into {@code out}. */
    public void at(double x, double y, double[] out) {
        int n = px.length;
        System.arraycopy(coefficients[n], 0, out, 0, outputs);
        for (int i = 0; i < n; i++) {
            double weight = phi(x - px[i], y - py[i]);
            double[] row = coefficients[i];
            for (int k = 0; k < outputs; k++) {
                out[k] += weight * row[k];
            }
        }
    }

    private static double phi(double dx, double dy) {
        return -Math.sqrt(dx * dx + dy * dy + ROUNDING * ROUNDING);
    }

    /** Gauss elimination with partial pivoting on [n][n + rhs]; returns [n][rhs]. */
    private static double[][] solve(double[][] a, int n, int rhs) {
        int width = n + rhs;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swap = a[pivot];
            a[pivot] = a[column];
            a[column] = swap;
            if (Math.abs(swap[column]) < 1e-12) {
                throw new IllegalStateException("the landmarks do not span a face: the field cannot be solved");
            }
            for (int row = column + 1; row < n; row++) {
                double factor = a[row][column] / swap[column];
                if (factor != 0) {
                    double[] target = a[row];
                    for (int k = column; k < width; k++) {
                        target[k] -= factor * swap[k];
                    }
                }
            }
        }
        double[][] x = new double[n][rhs];
        for (int row = n - 1; row >= 0; row--) {
            for (int k = 0; k < rhs; k++) {
                double sum = a[row][n + k];
                for (int column = row + 1; column < n; column++) {
                    sum -= a[row][column] * x[column][k];
                }
                x[row][k] = sum / a[row][row];
            }
        }
        return x;
    }
}
