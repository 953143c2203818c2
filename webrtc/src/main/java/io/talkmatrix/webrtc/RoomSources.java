package io.talkmatrix.webrtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import io.talkmatrix.media.I420Picture;
import io.talkmatrix.stage.SpeechChunk;
import java.nio.ByteBuffer;

/** One room's sound and picture as native sources, which each of its viewers codes for itself. */
final class RoomSources implements AutoCloseable {

    private static final int BITS = 16;

    private final CustomAudioSource sound = new CustomAudioSource();
    private final CustomVideoSource picture = new CustomVideoSource();

    CustomAudioSource sound() {
        return sound;
    }

    CustomVideoSource picture() {
        return picture;
    }

    /** @param block s16le mono at 24 kHz, 10 ms */
    void hear(byte[] block) {
        sound.pushAudio(block, BITS, SpeechChunk.SAMPLE_RATE_HZ, 1, VoiceBlocks.BLOCK);
    }

    /** Takes a copy: coders work behind us. */
    void see(I420Picture from) {
        NativeI420Buffer copy = NativeI420Buffer.allocate(from.width(), from.height());
        put(copy.getDataY(), copy.getStrideY(), from.y(), from.width(), from.height());
        put(copy.getDataU(), copy.getStrideU(), from.u(), from.chromaWidth(), from.chromaHeight());
        put(copy.getDataV(), copy.getStrideV(), from.v(), from.chromaWidth(), from.chromaHeight());
        VideoFrame frame = new VideoFrame(copy, System.nanoTime());
        picture.pushFrame(frame);
        frame.release();
    }

    private static void put(ByteBuffer to, int stride, byte[] from, int width, int height) {
        for (int row = 0; row < height; row++) {
            to.position(row * stride);
            to.put(from, row * width, width);
        }
    }

    /** After the tracks that were made of them were disposed of. */
    @Override
    public void close() {
        sound.dispose();
        picture.dispose();
    }
}
