package io.talkmatrix.tts.hibari;

import java.util.ArrayList;
import java.util.List;

/**
 * Discrete Fourier transform of complex sequences whose length has no prime factor above 5: the self-sorting mixed-radix
 * algorithm of Stockham (Van Loan, "Computational Frameworks for the Fast Fourier Transform", 1992). Immutable; the
 * caller brings the scratch space.
 */
final class ComplexFft {

    private static final int[] RADICES = {4, 2, 3, 5};

    private final int size;
    private final int[] radices; // their product is size
    private final float[] cos; // [size] of -2πj/size
    private final float[] sin;

    ComplexFft(int size) {
        this.size = size;
        this.radices = radices(size);
        this.cos = new float[size];
        this.sin = new float[size];
        for (int j = 0; j < size; j++) {
            cos[j] = (float) Math.cos(-2 * Math.PI * j / size);
            sin[j] = (float) Math.sin(-2 * Math.PI * j / size);
        }
    }

    int size() {
        return size;
    }

    /** Two pairs of arrays that {@link #transform} writes to. Not for two threads at once. */
    static final class Scratch {

        private float[] re;
        private float[] im;
        private float[] otherRe;
        private float[] otherIm;

        Scratch(int size) {
            re = new float[size];
            im = new float[size];
            otherRe = new float[size];
            otherIm = new float[size];
        }

        /** Real parts: the input before, the result after {@link #transform}. */
        float[] re() {
            return re;
        }

        /** Imaginary parts. */
        float[] im() {
            return im;
        }

        private void swap() {
            float[] oldRe = re;
            float[] oldIm = im;
            re = otherRe;
            im = otherIm;
            otherRe = oldRe;
            otherIm = oldIm;
        }
    }

    /** Replaces the content of the scratch space by its transform, not scaled. */
    void transform(Scratch data) {
        int stride = 1;
        int length = size;
        for (int radix : radices) {
            int groups = length / radix;
            for (int group = 0; group < groups; group++) {
                switch (radix) {
                    case 2 -> radix2(data, group, groups, stride);
                    case 3 -> radix3(data, group, groups, stride);
                    case 4 -> radix4(data, group, groups, stride);
                    default -> radix5(data, group, groups, stride);
                }
            }
            data.swap();
            stride *= radix;
            length = groups;
        }
    }

    private void radix2(Scratch data, int group, int groups, int stride) {
        float[] re = data.re;
        float[] im = data.im;
        float[] outRe = data.otherRe;
        float[] outIm = data.otherIm;
        float c1 = cos[group * stride];
        float s1 = sin[group * stride];
        int step = stride * groups;
        int in = stride * group;
        int out = stride * group * 2;
        for (int q = 0; q < stride; q++) {
            float ar = re[in + q];
            float ai = im[in + q];
            float br = re[in + q + step];
            float bi = im[in + q + step];
            outRe[out + q] = ar + br;
            outIm[out + q] = ai + bi;
            float dr = ar - br;
            float di = ai - bi;
            outRe[out + q + stride] = dr * c1 - di * s1;
            outIm[out + q + stride] = dr * s1 + di * c1;
        }
    }

    private void radix3(Scratch data, int group, int groups, int stride) {
        float[] re = data.re;
        float[] im = data.im;
        float[] outRe = data.otherRe;
        float[] outIm = data.otherIm;
        float c1 = cos[group * stride];
        float s1 = sin[group * stride];
        float c2 = cos[group * stride * 2];
        float s2 = sin[group * stride * 2];
        float half = 0.5f;
        float height = (float) (Math.sqrt(3) / 2);
        int step = stride * groups;
        int in = stride * group;
        int out = stride * group * 3;
        for (int q = 0; q < stride; q++) {
            float ar = re[in + q];
            float ai = im[in + q];
            float sumRe = re[in + q + step] + re[in + q + 2 * step];
            float sumIm = im[in + q + step] + im[in + q + 2 * step];
            float diffRe = height * (re[in + q + step] - re[in + q + 2 * step]);
            float diffIm = height * (im[in + q + step] - im[in + q + 2 * step]);
            outRe[out + q] = ar + sumRe;
            outIm[out + q] = ai + sumIm;
            float midRe = ar - half * sumRe;
            float midIm = ai - half * sumIm;
            float br = midRe + diffIm;
            float bi = midIm - diffRe;
            float dr = midRe - diffIm;
            float di = midIm + diffRe;
            outRe[out + q + stride] = br * c1 - bi * s1;
            outIm[out + q + stride] = br * s1 + bi * c1;
            outRe[out + q + 2 * stride] = dr * c2 - di * s2;
            outIm[out + q + 2 * stride] = dr * s2 + di * c2;
        }
    }

    private void radix4(Scratch data, int group, int groups, int stride) {
        float[] re = data.re;
        float[] im = data.im;
        float[] outRe = data.otherRe;
        float[] outIm = data.otherIm;
        float c1 = cos[group * stride];
        float s1 = sin[group * stride];
        float c2 = cos[group * stride * 2];
        float s2 = sin[group * stride * 2];
        float c3 = cos[group * stride * 3];
        float s3 = sin[group * stride * 3];
        int step = stride * groups;
        int in = stride * group;
        int out = stride * group * 4;
        for (int q = 0; q < stride; q++) {
            float evenSumRe = re[in + q] + re[in + q + 2 * step];
            float evenSumIm = im[in + q] + im[in + q + 2 * step];
            float evenDiffRe = re[in + q] - re[in + q + 2 * step];
            float evenDiffIm = im[in + q] - im[in + q + 2 * step];
            float oddSumRe = re[in + q + step] + re[in + q + 3 * step];
            float oddSumIm = im[in + q + step] + im[in + q + 3 * step];
            float oddDiffRe = re[in + q + step] - re[in + q + 3 * step];
            float oddDiffIm = im[in + q + step] - im[in + q + 3 * step];
            outRe[out + q] = evenSumRe + oddSumRe;
            outIm[out + q] = evenSumIm + oddSumIm;
            float br = evenDiffRe + oddDiffIm;
            float bi = evenDiffIm - oddDiffRe;
            outRe[out + q + stride] = br * c1 - bi * s1;
            outIm[out + q + stride] = br * s1 + bi * c1;
            float cr = evenSumRe - oddSumRe;
            float ci = evenSumIm - oddSumIm;
            outRe[out + q + 2 * stride] = cr * c2 - ci * s2;
            outIm[out + q + 2 * stride] = cr * s2 + ci * c2;
            float dr = evenDiffRe - oddDiffIm;
            float di = evenDiffIm + oddDiffRe;
            outRe[out + q + 3 * stride] = dr * c3 - di * s3;
            outIm[out + q + 3 * stride] = dr * s3 + di * c3;
        }
    }

    private void radix5(Scratch data, int group, int groups, int stride) {
        float[] re = data.re;
        float[] im = data.im;
        float[] outRe = data.otherRe;
        float[] outIm = data.otherIm;
        float near = (float) Math.cos(2 * Math.PI / 5);
        float far = (float) Math.cos(4 * Math.PI / 5);
        float nearSin = (float) Math.sin(2 * Math.PI / 5);
        float farSin = (float) Math.sin(4 * Math.PI / 5);
        int turn = group * stride;
        int step = stride * groups;
        int in = stride * group;
        int out = stride * group * 5;
        for (int q = 0; q < stride; q++) {
            float ar = re[in + q];
            float ai = im[in + q];
            float outerSumRe = re[in + q + step] + re[in + q + 4 * step];
            float outerSumIm = im[in + q + step] + im[in + q + 4 * step];
            float outerDiffRe = re[in + q + step] - re[in + q + 4 * step];
            float outerDiffIm = im[in + q + step] - im[in + q + 4 * step];
            float innerSumRe = re[in + q + 2 * step] + re[in + q + 3 * step];
            float innerSumIm = im[in + q + 2 * step] + im[in + q + 3 * step];
            float innerDiffRe = re[in + q + 2 * step] - re[in + q + 3 * step];
            float innerDiffIm = im[in + q + 2 * step] - im[in + q + 3 * step];
            outRe[out + q] = ar + outerSumRe + innerSumRe;
            outIm[out + q] = ai + outerSumIm + innerSumIm;
            float midRe = ar + near * outerSumRe + far * innerSumRe;
            float midIm = ai + near * outerSumIm + far * innerSumIm;
            float sideRe = nearSin * outerDiffRe + farSin * innerDiffRe;
            float sideIm = nearSin * outerDiffIm + farSin * innerDiffIm;
            turned(outRe, outIm, out + q + stride, midRe + sideIm, midIm - sideRe, turn);
            turned(outRe, outIm, out + q + 4 * stride, midRe - sideIm, midIm + sideRe, 4 * turn);
            midRe = ar + far * outerSumRe + near * innerSumRe;
            midIm = ai + far * outerSumIm + near * innerSumIm;
            sideRe = farSin * outerDiffRe - nearSin * innerDiffRe;
            sideIm = farSin * outerDiffIm - nearSin * innerDiffIm;
            turned(outRe, outIm, out + q + 2 * stride, midRe + sideIm, midIm - sideRe, 2 * turn);
            turned(outRe, outIm, out + q + 3 * stride, midRe - sideIm, midIm + sideRe, 3 * turn);
        }
    }

    private void turned(float[] outRe, float[] outIm, int at, float re, float im, int turn) {
        outRe[at] = re * cos[turn] - im * sin[turn];
        outIm[at] = re * sin[turn] + im * cos[turn];
    }

    private static int[] radices(int size) {
        List<Integer> radices = new ArrayList<>();
        int rest = size;
        for (int radix : RADICES) {
            while (rest % radix == 0) {
                radices.add(radix);
                rest /= radix;
            }
        }
        if (rest != 1) {
            throw new IllegalArgumentException("length must have no prime factor above 5: " + size);
        }
        return radices.stream().mapToInt(Integer::intValue).toArray();
    }
}
