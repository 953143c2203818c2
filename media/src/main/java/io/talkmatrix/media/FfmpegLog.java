package io.talkmatrix.media;

import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg writes to the standard error by itself; errors reach the user as exceptions instead. */
final class FfmpegLog {

    private FfmpegLog() {}

    static void quiet() {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }
}
