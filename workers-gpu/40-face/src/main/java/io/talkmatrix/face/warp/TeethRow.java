package io.talkmatrix.face.warp;

/** Brightness of a row of teeth across the mouth: gaps between teeth, falling off towards the corners. Immutable. */
final class TeethRow {

    private static final double[] UPPER_WIDTHS = {.054, .043, .046, .036, .030, .024};
    private static final double[] LOWER_WIDTHS = {.034, .036, .040, .036, .030, .024};
    private static final double REACH = .30;
    private static final int SAMPLES = 601;

    private final float[] shade = new float[SAMPLES];

    private TeethRow(double[] widths) {
        double half = 0;
        for (double width : widths) {
            half += width;
        }
        for (int i = 0; i < SAMPLES; i++) {
            double x = -REACH + 2 * REACH * i / (SAMPLES - 1);
            double fromMiddle = Math.abs(x);
            if (fromMiddle > half) {
                continue;
            }
            double edge = 0;
            int tooth = 0;
            while (tooth < widths.length - 1 && fromMiddle > edge + widths[tooth]) {
                edge += widths[tooth++];
            }
            double q = (fromMiddle - edge) / widths[tooth] * 2 - 1;
            double row = Math.cos(Math.min(1, fromMiddle / (half * 1.08)) * Math.PI / 2);
            shade[i] = (float) ((1 - .06 * q * q - .20 * Math.pow(Math.abs(q), 10)) * Math.pow(Math.max(0, row), .55));
        }
    }

    static TeethRow upper() {
        return new TeethRow(UPPER_WIDTHS);
    }

    static TeethRow lower() {
        return new TeethRow(LOWER_WIDTHS);
    }

    /** 0 where there is no tooth. */
    double at(double x) {
        double position = (x + REACH) / (2 * REACH) * (SAMPLES - 1);
        if (position < 0 || position >= SAMPLES - 1) {
            return 0;
        }
        int left = (int) position;
        return shade[left] + (position - left) * (shade[left + 1] - shade[left]);
    }
}
