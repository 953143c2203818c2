package io.talkmatrix.inference.faces;

/**
 * A convolution of a network.
 *
 * @param name place in the network: {@code face.3.1}, {@code audio.0}, {@code decode.2.0}, {@code out.1} …
 * @param in channels in
 * @param out channels out
 * @param kernel width and height
 * @param transposed whether it enlarges
 */
record Layer(String name, int in, int out, int kernel, boolean transposed) {

    int weights() {
        return Math.multiplyExact(in * out, kernel * kernel);
    }

    /** Index of a weight, [out, in, k, k], or [in, out, k, k] of a transposed convolution. */
    int index(int outChannel, int inChannel, int row, int column) {
        int first = transposed ? inChannel : outChannel;
        int second = transposed ? outChannel : inChannel;
        return ((first * (transposed ? out : in) + second) * kernel + row) * kernel + column;
    }
}
