package io.talkmatrix.tts.hibari;

/** Elementary functions exact enough for sound (relative error below 1e-5) and many times as fast as the JDK's. */
final class FastMath {

    private static final int TABLE = 4096;
    private static final float[] SINE = new float[TABLE + 1]; // one turn
    private static final int EXPONENT_BIAS = 127;
    private static final float LOG2_E = (float) (1 / Math.log(2));

    static {
        for (int i = 0; i <= TABLE; i++) {
            SINE[i] = (float) Math.sin(2 * Math.PI * i / TABLE);
        }
    }

    private FastMath() {}

    /** Sine of an angle in turns, 0 or more and below half a million. */
    static float sinOfTurns(double turns) {
        double at = turns * TABLE;
        int whole = (int) at;
        float rest = (float) (at - whole);
        int index = whole & TABLE - 1;
        return SINE[index] + rest * (SINE[index + 1] - SINE[index]);
    }

    /** Cosine of an angle in turns, 0 or more and below half a million. */
    static float cosOfTurns(double turns) {
        return sinOfTurns(turns + 0.25);
    }

    /** eˣ; 0 below −80, infinite above 88. */
    static float exp(float x) {
        if (x < -80) {
            return 0;
        } else if (x > 88) {
            return Float.POSITIVE_INFINITY;
        }
        float power = x * LOG2_E;
        int whole = (int) (power + EXPONENT_BIAS) - EXPONENT_BIAS; // rounds down: the sum is positive
        float rest = power - whole;
        // Taylor terms of 2^rest around 1/2, which halves the largest error
        float r = (rest - 0.5f) * 0.6931472f;
        float series = 1 + r * (1 + r * (0.5f + r * (1f / 6 + r * (1f / 24 + r * (1f / 120)))));
        return series * 1.4142135f * Float.intBitsToFloat(whole + EXPONENT_BIAS << 23);
    }

    static float tanh(float x) {
        return 1 - 2 / (exp(2 * x) + 1);
    }
}
