package io.talkmatrix.media.push;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.talkmatrix.media.FfmpegLog;
import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.live.AacTrack;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/**
 * Pushes a stream with FFmpeg's protocols and muxers: FLV over RTMP and RTMPS, MPEG-TS over SRT. Errors name the target by
 * the name it is given, never by its address, which holds the stream key; FFmpeg's own log is off. For one thread.
 */
final class AvOutput implements Output {

    private final String name;
    private final AVFormatContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVStream video;
    private final AVStream audio;
    private boolean open;
    private boolean broken;

    private AvOutput(String name, AVFormatContext context, Format format) {
        this.name = name;
        this.context = context;
        video = avformat_new_stream(context, null);
        AVCodecParameters picture = video.codecpar();
        picture.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_H264);
        picture.width(format.width()).height(format.height());
        picture.framerate().num(25).den(1);
        extra(picture, format.video().withStartCodes());
        video.time_base().num(1).den(1000);
        video.avg_frame_rate().num(25).den(1);
        audio = avformat_new_stream(context, null);
        AVCodecParameters sound = audio.codecpar();
        sound.codec_type(AVMEDIA_TYPE_AUDIO)
                .codec_id(AV_CODEC_ID_AAC)
                .sample_rate(AacTrack.RATE_HZ)
                .frame_size(1024);
        sound.profile(1);
        av_channel_layout_default(sound.ch_layout(), 1);
        extra(sound, format.audioConfig());
        audio.time_base().num(1).den(AacTrack.RATE_HZ);
    }

    /**
     * Connects.
     *
     * @param name of the target in errors
     * @param muxer FFmpeg's name of the container
     * @param options of the protocol
     */
    static AvOutput open(String name, String url, String muxer, Map<String, String> options, Format format) {
        FfmpegLog.quiet();
        avformat_network_init();
        AVFormatContext context = new AVFormatContext(null);
        check(name, "is of an unknown kind", avformat_alloc_output_context2(context, null, muxer, url));
        AvOutput output = new AvOutput(name, context, format);
        try {
            output.connect(url, options);
            return output;
        } catch (MediaException e) {
            output.close();
            throw e;
        }
    }

    private void connect(String url, Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        try {
            options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
            AVIOContext io = new AVIOContext(null);
            int opened = avio_open2(io, url, AVIO_FLAG_WRITE, (AVIOInterruptCB) null, dictionary);
            check(name, "cannot be reached", opened);
            context.pb(io);
        } finally {
            av_dict_free(dictionary);
        }
        context.flush_packets(1);
        AVDictionary muxing = new AVDictionary(null);
        try {
            av_dict_set(muxing, "flvflags", "no_duration_filesize", 0);
            check(name, "refused the stream's header", avformat_write_header(context, muxing));
        } finally {
            av_dict_free(muxing);
        }
        open = true;
    }

    private static void extra(AVCodecParameters parameters, byte[] data) {
        BytePointer memory = new BytePointer(av_mallocz(data.length + AV_INPUT_BUFFER_PADDING_SIZE));
        memory.capacity(data.length + AV_INPUT_BUFFER_PADDING_SIZE).put(data);
        parameters.extradata(memory).extradata_size(data.length);
    }

    @Override
    public void write(Packet piece) {
        if (piece instanceof Packet.Picture picture) {
            write(picture.unit(), video, picture.millis(), 1000, picture.key());
        } else if (piece instanceof Packet.Sound sound) {
            write(sound.unit(), audio, sound.at(), AacTrack.RATE_HZ, true);
        }
    }

    private void write(byte[] data, AVStream stream, long time, int timescale, boolean key) {
        check(name, "left no memory", av_new_packet(packet, data.length));
        packet.data().position(0).put(data);
        long stamp = av_rescale(
                time,
                stream.time_base().den(),
                (long) timescale * stream.time_base().num());
        packet.pts(stamp).dts(stamp).stream_index(stream.index()).flags(key ? AV_PKT_FLAG_KEY : 0);
        int written = av_write_frame(context, packet);
        av_packet_unref(packet);
        broken |= written < 0;
        check(name, "does not take the stream any more", written);
    }

    private static void check(String name, String what, int result) {
        if (result < 0) {
            byte[] text = new byte[128];
            av_strerror(result, text, text.length);
            int length = 0;
            while (length < text.length && text[length] != 0) {
                length++;
            }
            throw new MediaException(name + " " + what + ": " + new String(text, 0, length, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        if (open && !broken) {
            av_write_trailer(context);
        }
        open = false;
        if (context.pb() != null && !context.pb().isNull()) {
            avio_closep(context.pb());
            context.pb(null);
        }
        av_packet_free(packet);
        avformat_free_context(context);
    }
}
