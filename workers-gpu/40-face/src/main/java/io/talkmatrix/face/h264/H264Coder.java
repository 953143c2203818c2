package io.talkmatrix.face.h264;

import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FrameCoder;
import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.stage.FrameGroup;

/** Codes frames as H.264 access units; each group begins anew. */
public final class H264Coder implements FrameCoder {

    private final H264Encoder encoder;

    public H264Coder(int width, int height, int bitsPerSecond) {
        encoder = new H264Encoder(width, height, FaceScript.FRAMES_PER_SECOND, bitsPerSecond);
    }

    @Override
    public FrameGroup.Codec codec() {
        return FrameGroup.Codec.H264;
    }

    @Override
    public byte[] code(int[] argb, boolean first) {
        return encoder.encode(argb, first);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
