package io.talkmatrix.media;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.Java2DFrameConverter;

/** Reads the pictures of a video at a steady rate, whatever its own is: frames are repeated or passed over. */
public final class VideoFrames {

    private static final int MOST_SIDE = 4096;

    private VideoFrames() {}

    /** Takes frames; false: no more are wanted. */
    @FunctionalInterface
    public interface Taker {

        /** @param frame valid during the call only */
        boolean take(int number, BufferedImage frame);
    }

    /**
     * @param framesPerSecond of what is handed out
     * @throws MediaException it is no video, or too large
     */
    public static void read(Path video, int framesPerSecond, Taker taker) {
        if (!Files.isRegularFile(video)) {
            throw new MediaException("there is no video at " + video);
        }
        FfmpegLog.quiet();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile());
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            grabber.start();
            if (Math.max(grabber.getImageWidth(), grabber.getImageHeight()) > MOST_SIDE) {
                throw new MediaException(video + " is " + grabber.getImageWidth() + "x" + grabber.getImageHeight()
                        + " pixels, at most " + MOST_SIDE + " on a side are read");
            }
            int number = 0;
            long first = -1;
            for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
                first = first < 0 ? frame.timestamp : first;
                BufferedImage image = converter.convert(frame);
                long due = Math.round((frame.timestamp - first) * framesPerSecond / 1e6);
                for (; number <= due; number++) {
                    if (!taker.take(number, image)) {
                        return;
                    }
                }
            }
            if (number == 0) {
                throw new MediaException(video + " has no picture");
            }
        } catch (FrameGrabber.Exception e) {
            throw new MediaException(video + " cannot be read as a video: " + e.getMessage(), e);
        }
    }
}
