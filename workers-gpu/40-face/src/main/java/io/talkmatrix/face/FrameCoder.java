package io.talkmatrix.face;

import io.talkmatrix.stage.FrameGroup;

/** Codes the frames of one room, one after another. Not thread-safe. */
public interface FrameCoder extends AutoCloseable {

    FrameGroup.Codec codec();

    /**
     * @param argb opaque, one int a pixel, row by row; not changed and not kept
     * @param first true on the first frame of a group, which must be decodable without any before it
     */
    byte[] code(int[] argb, boolean first);

    @Override
    void close();

    /** Makes coders. Safe for use from any thread. */
    @FunctionalInterface
    interface Factory {
        FrameCoder open(int width, int height);
    }
}
