package io.talkmatrix.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Codes mono sound as AAC-LC, block by block. What is decoded from the access unit that {@link #encode} returned for block
 * n is what was heard in block n − {@link #DELAY_BLOCKS}. About 200 KB of native memory. For one thread.
 */
public final class AacEncoder implements AutoCloseable {

    /** Samples of a block. */
    public static final int BLOCK = 1024;

    /** One block to look ahead, and one by which the overlap of the transform delays everything. */
    public static final int DELAY_BLOCKS = 2;

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final byte[] config;
    private long next;
    private boolean closed;

    /** Silence is assumed before the first block. */
    public AacEncoder(int sampleRateHz, int bitsPerSecond) {
        FfmpegLog.quiet();
        AVCodec codec = avcodec_find_encoder_by_name("aac");
        if (codec == null) {
            throw new MediaException("this FFmpeg has no AAC encoder");
        }
        context = avcodec_alloc_context3(codec);
        context.sample_fmt(AV_SAMPLE_FMT_FLTP);
        context.sample_rate(sampleRateHz);
        context.bit_rate(bitsPerSecond);
        av_channel_layout_default(context.ch_layout(), 1);
        context.time_base().num(1).den(sampleRateHz);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        context.thread_count(1);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "aac_coder", "fast", 0);
        check(avcodec_open2(context, codec, options), "opened");
        av_dict_free(options);
        config = new byte[context.extradata_size()];
        context.extradata().get(config);
        frame.format(AV_SAMPLE_FMT_FLTP);
        frame.nb_samples(BLOCK);
        frame.sample_rate(sampleRateHz);
        av_channel_layout_default(frame.ch_layout(), 1);
        check(av_frame_get_buffer(frame, 0), "given memory");
        float[] silence = new float[BLOCK];
        for (int i = 0; i < DELAY_BLOCKS; i++) {
            feed(silence);
        }
    }

    /** The AudioSpecificConfig of what is coded. */
    public byte[] config() {
        return config.clone();
    }

    /**
     * @param samples {@link #BLOCK} samples, full scale 1
     * @return a raw AAC access unit
     */
    public byte[] encode(float[] samples) {
        return feed(samples).orElseThrow(() -> new MediaException("the AAC encoder gave nothing for a block"));
    }

    private Optional<byte[]> feed(float[] samples) {
        if (samples.length != BLOCK) {
            throw new IllegalArgumentException("a block has " + BLOCK + " samples, not " + samples.length);
        }
        check(av_frame_make_writable(frame), "written to");
        BytePointer plane = frame.data(0);
        new FloatPointer(plane).put(samples, 0, BLOCK);
        frame.pts(next);
        next += BLOCK;
        check(avcodec_send_frame(context, frame), "fed");
        if (avcodec_receive_packet(context, packet) < 0) {
            return Optional.empty();
        }
        byte[] unit = new byte[packet.size()];
        packet.data().get(unit);
        av_packet_unref(packet);
        return Optional.of(unit);
    }

    private static void check(int result, String what) {
        if (result < 0) {
            throw new MediaException("the AAC encoder could not be " + what + " (FFmpeg error " + result + ")");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }
}
