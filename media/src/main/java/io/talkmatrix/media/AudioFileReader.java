package io.talkmatrix.media;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/**
 * Reads the sound of any file FFmpeg can decode (WAV of any width and rate, MP3, AAC, Opus, a video's track), or of a
 * stream that is pulled (RTMP, RTSP, HTTP, SRT), as mono 16-bit PCM at one sample rate, piece by piece, so that hours need no
 * more memory than a second. For one thread.
 */
public final class AudioFileReader implements AutoCloseable {

    /** How long a server may say nothing, µs. */
    private static final String PATIENCE = "5000000";

    private final String name;
    private final FFmpegFrameGrabber grabber;
    private final int sampleRateHz;
    private ShortBuffer pending = ShortBuffer.allocate(0);
    private long samplesRead;

    private AudioFileReader(String name, FFmpegFrameGrabber grabber, int sampleRateHz) {
        this.name = name;
        this.grabber = grabber;
        this.sampleRateHz = sampleRateHz;
    }

    /** @throws MediaException if the file is missing, empty, or holds no sound that can be decoded */
    public static AudioFileReader open(Path file, int sampleRateHz) {
        check(file);
        FfmpegLog.quiet();
        return start(
                file.toString(),
                "is not a sound file that can be decoded (WAV, MP3, FLAC, AAC …)",
                new FFmpegFrameGrabber(file.toFile()),
                sampleRateHz);
    }

    /**
     * Pulls a stream. Reading waits for the server, for 5 s at most.
     *
     * @param name in errors; the address, which may hold a key, is never named
     * @throws MediaException if it cannot be reached or holds no sound
     */
    public static AudioFileReader pull(String name, String address, int sampleRateHz) {
        FfmpegLog.quiet();
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(address);
        if (address.startsWith("rtsp:")) {
            grabber.setOption("rtsp_transport", "tcp");
            grabber.setOption("timeout", PATIENCE);
        } else {
            grabber.setOption("rw_timeout", PATIENCE);
        }
        // Enough to find the sound in; the default of 5 s would be lost at each connection.
        grabber.setOption("analyzeduration", "1000000");
        return start(name, "cannot be pulled", grabber, sampleRateHz);
    }

    private static AudioFileReader start(String name, String wrong, FFmpegFrameGrabber grabber, int sampleRateHz) {
        grabber.setSampleMode(FrameGrabber.SampleMode.SHORT);
        grabber.setSampleFormat(avutil.AV_SAMPLE_FMT_S16);
        grabber.setAudioChannels(1);
        grabber.setSampleRate(sampleRateHz);
        try {
            grabber.start();
        } catch (FrameGrabber.Exception e) {
            release(grabber);
            throw new MediaException(name + " " + wrong, e);
        }
        if (grabber.getAudioStream() < 0 || !hasAudio(grabber)) {
            release(grabber);
            throw new MediaException(name + " holds no sound");
        }
        return new AudioFileReader(name, grabber, sampleRateHz);
    }

    private static boolean hasAudio(FFmpegFrameGrabber grabber) {
        return grabber.getAudioCodec() != 0;
    }

    private static void check(Path file) {
        if (!Files.exists(file)) {
            throw new MediaException(file + " does not exist");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new MediaException(file + " is not a readable file");
        }
        try {
            if (Files.size(file) == 0) {
                throw new MediaException(file + " is empty");
            }
        } catch (IOException e) {
            throw new MediaException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Length as the file states it, in seconds; 0 if it does not say. */
    public double statedSeconds() {
        return Math.max(0, grabber.getLengthInTime() / 1e6);
    }

    public long samplesRead() {
        return samplesRead;
    }

    /**
     * The next samples as s16le bytes: {@code samples} of them, fewer only at the end of the file.
     *
     * @return an empty array at the end
     * @throws MediaException if the rest of the file is damaged
     */
    public byte[] read(int samples) {
        ByteBuffer out = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (out.hasRemaining()) {
            if (!pending.hasRemaining() && !fill()) {
                break;
            }
            while (pending.hasRemaining() && out.hasRemaining()) {
                out.putShort(pending.get());
            }
        }
        samplesRead += out.position() / 2;
        byte[] bytes = new byte[out.position()];
        out.flip();
        out.get(bytes);
        return bytes;
    }

    private boolean fill() {
        try {
            Frame frame = grabber.grabSamples();
            if (frame == null || frame.samples == null) {
                return false;
            }
            Buffer samples = frame.samples[0];
            pending = (ShortBuffer) samples;
            pending.rewind();
            return true;
        } catch (FrameGrabber.Exception e) {
            throw new MediaException(
                    name + " is damaged after " + samplesRead / sampleRateHz + " s: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        release(grabber);
    }

    private static void release(FFmpegFrameGrabber grabber) {
        try {
            grabber.release();
        } catch (FrameGrabber.Exception e) {
            throw new MediaException("a sound file could not be closed: " + e.getMessage(), e);
        }
    }
}
