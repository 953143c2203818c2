package io.talkmatrix.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Codes pictures as H.264 (OpenH264, baseline): one Annex B access unit for each picture, at once, without reordering. For
 * one thread.
 */
public final class H264Encoder implements AutoCloseable {

    private final int width;
    private final int height;
    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final SwsContext converter;
    private final IntPointer pixels;
    private final PointerPointer<IntPointer> planes;
    private final IntPointer strides;
    private long next;
    private boolean closed;

    /**
     * @param width pixels, even
     * @param height pixels, even
     */
    public H264Encoder(int width, int height, int framesPerSecond, int bitsPerSecond) {
        FfmpegLog.quiet();
        this.width = width;
        this.height = height;
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        if (codec == null) {
            throw new MediaException("this FFmpeg has no libopenh264 to code H.264 with");
        }
        context = avcodec_alloc_context3(codec);
        context.width(width);
        context.height(height);
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(framesPerSecond);
        context.framerate().num(framesPerSecond).den(1);
        context.gop_size(framesPerSecond);
        context.bit_rate(bitsPerSecond);
        context.thread_count(1);
        check(avcodec_open2(context, codec, (AVDictionary) null), "opened");
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(width);
        frame.height(height);
        check(av_frame_get_buffer(frame, 0), "given memory");
        converter = sws_getContext(
                width,
                height,
                AV_PIX_FMT_BGRA,
                width,
                height,
                AV_PIX_FMT_YUV420P,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        pixels = new IntPointer((long) width * height);
        // The converter looks at four planes and strides whatever the format.
        planes = new PointerPointer<IntPointer>(4)
                .put(0, pixels)
                .put(1, null)
                .put(2, null)
                .put(3, null);
        strides = new IntPointer(width * 4, 0, 0, 0);
    }

    /**
     * Codes the next picture.
     *
     * @param argb opaque, one int a pixel, row by row
     * @param first true to begin anew: the picture can be decoded without any before it
     * @return an access unit; parameter sets come with each first picture
     */
    public byte[] encode(int[] argb, boolean first) {
        if (argb.length != width * height) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "x" + height + " has not " + argb.length + " pixels");
        }
        pixels.put(argb, 0, argb.length);
        check(av_frame_make_writable(frame), "written to");
        sws_scale(converter, planes, strides, 0, height, frame.data(), frame.linesize());
        frame.pts(next++);
        frame.pict_type(first ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        check(avcodec_send_frame(context, frame), "fed");
        check(avcodec_receive_packet(context, packet), "read");
        byte[] unit = new byte[packet.size()];
        packet.data().get(unit);
        av_packet_unref(packet);
        return unit;
    }

    private static void check(int result, String what) {
        if (result < 0) {
            throw new MediaException("the H.264 encoder could not be " + what + " (FFmpeg error " + result + ")");
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
            planes.close();
            pixels.close();
            strides.close();
        }
    }
}
