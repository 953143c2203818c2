package io.talkmatrix.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Decodes the access units of {@link H264Encoder}, in order, a picture each. For one thread. */
public final class H264Decoder implements AutoCloseable {

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private SwsContext converter;
    private boolean closed;

    public H264Decoder() {
        FfmpegLog.quiet();
        AVCodec codec = avcodec_find_decoder(AV_CODEC_ID_H264);
        context = avcodec_alloc_context3(codec);
        context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
        context.thread_count(1);
        check(avcodec_open2(context, codec, (AVDictionary) null), "the H.264 decoder could not be opened");
    }

    /**
     * @return {@link BufferedImage#TYPE_3BYTE_BGR}
     * @throws MediaException the unit cannot be decoded, or one before it is missing
     */
    public BufferedImage decode(byte[] unit) {
        decodeFrame(unit);
        return converted();
    }

    /**
     * Decodes units of which only the last is to be seen, without changing its colours.
     *
     * @throws MediaException a unit cannot be decoded, or one before them is missing
     */
    public void decode(List<byte[]> units, I420Picture into) {
        units.forEach(this::decodeFrame);
        if (frame.format() != AV_PIX_FMT_YUV420P) {
            throw new MediaException("pictures are 4:2:0 with 8 bits, not of FFmpeg's format " + frame.format());
        }
        into.reshape(frame.width(), frame.height());
        copy(0, into.y(), into.width(), into.height());
        copy(1, into.u(), into.chromaWidth(), into.chromaHeight());
        copy(2, into.v(), into.chromaWidth(), into.chromaHeight());
    }

    private void copy(int plane, byte[] into, int width, int height) {
        BytePointer from = frame.data(plane);
        long stride = frame.linesize(plane);
        for (int row = 0; row < height; row++) {
            from.position(row * stride).get(into, row * width, width);
        }
    }

    private void decodeFrame(byte[] unit) {
        check(av_new_packet(packet, unit.length), "no memory for a picture");
        packet.data().put(unit);
        try {
            check(avcodec_send_packet(context, packet), "a picture is not H.264");
        } finally {
            av_packet_unref(packet);
        }
        check(avcodec_receive_frame(context, frame), "a picture is not complete");
    }

    private BufferedImage converted() {
        int width = frame.width();
        int height = frame.height();
        converter = sws_getCachedContext(
                converter,
                width,
                height,
                frame.format(),
                width,
                height,
                AV_PIX_FMT_BGR24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        try (BytePointer pixels = new BytePointer(bgr.length);
                PointerPointer<BytePointer> planes = new PointerPointer<>(4);
                IntPointer strides = new IntPointer(width * 3, 0, 0, 0)) {
            // The converter looks at four planes and strides whatever the format.
            planes.put(0, pixels).put(1, null).put(2, null).put(3, null);
            sws_scale(converter, frame.data(), frame.linesize(), 0, height, planes, strides);
            pixels.get(bgr);
        }
        return image;
    }

    private static void check(int result, String what) {
        if (result < 0) {
            throw new MediaException(what + " (FFmpeg error " + result + ")");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sws_freeContext(converter);
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }
}
