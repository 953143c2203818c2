package io.talkmatrix.face;

/**
 * What a photo shows around the square that is the host's: a larger frame begins with it.
 *
 * @param picture of it, at the scale of the host's square, which is part of it
 * @param left where the square begins in it, pixels
 * @param top the same from above
 */
public record Surroundings(Picture picture, int left, int top) {

    public Surroundings {
        if (left < 0 || top < 0 || left >= picture.width() || top >= picture.height()) {
            throw new IllegalArgumentException("a square that begins at " + left + "," + top + " lies in no picture of "
                    + picture.width() + "x" + picture.height());
        }
    }

    /** Nothing but the square. */
    public static Surroundings none(Picture square) {
        return new Surroundings(square, 0, 0);
    }
}
