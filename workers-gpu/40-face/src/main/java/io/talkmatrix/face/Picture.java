package io.talkmatrix.face;

/**
 * A picture in memory.
 *
 * @param width pixels
 * @param height pixels
 * @param argb one int a pixel, row by row, opaque ({@code 0xffRRGGBB}); treat as immutable
 */
public record Picture(int width, int height, int[] argb) {

    public Picture {
        if (width < 1 || height < 1 || argb.length != width * height) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "x" + height + " cannot have " + argb.length + " pixels");
        }
    }
}
