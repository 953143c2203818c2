package io.talkmatrix.face;

/** Renders frames of one avatar. Not for use from two threads at once. */
public interface FaceSession extends AutoCloseable {

    int width();

    int height();

    /**
     * Renders one frame. The result depends only on the avatar, the liveliness, the script and the frame's number.
     *
     * @param script what is said and felt, known so far
     * @param frame number of the frame since the turn began; shown at {@link FaceScript#timeOf}
     * @param argb receives width * height opaque pixels
     */
    void render(FaceScript script, int frame, int[] argb);

    @Override
    void close();
}
