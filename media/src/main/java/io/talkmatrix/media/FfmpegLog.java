package io.talkmatrix.media;

import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg writes to the standard error by itself; errors reach the user as exceptions instead. */
public final class FfmpegLog {

    private FfmpegLog() {}

    public static void quiet() {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }
}
