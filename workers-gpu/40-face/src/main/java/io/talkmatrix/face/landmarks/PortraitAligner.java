package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.Picture;

/** Cuts a frame around the face of a portrait. Safe for use from any thread. */
public interface PortraitAligner extends AutoCloseable {

    /**
     * @param name of the picture, for messages
     * @param size width and height of the frame wanted, pixels
     * @throws io.talkmatrix.face.PortraitException there is no face, or it is too small
     */
    AlignedPortrait align(String name, Picture picture, int size);

    @Override
    void close();
}
