package io.talkmatrix.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.Java2DFrameConverter;

/** A video at a glance: frames spread evenly over its length, in a grid. */
public final class VideoSheet {

    private VideoSheet() {}

    /**
     * @param video any video with a picture track
     * @param png the picture to write
     * @param cell width of one frame in the grid, pixels
     */
    public static void write(Path video, Path png, int columns, int rows, int cell) {
        FfmpegLog.quiet();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile());
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            grabber.start();
            int high = Math.max(1, cell * grabber.getImageHeight() / Math.max(1, grabber.getImageWidth()));
            BufferedImage sheet = new BufferedImage(columns * cell, rows * high, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D g = sheet.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            int frames = Math.max(1, (int) Math.round(grabber.getLengthInTime() / 1e6 * grabber.getVideoFrameRate()));
            int cells = columns * rows;
            int drawn = 0;
            int number = 0;
            for (Frame frame = grabber.grabImage(); frame != null && drawn < cells; frame = grabber.grabImage()) {
                if (number++ >= (long) drawn * frames / cells) {
                    int x = drawn % columns * cell;
                    int y = drawn / columns * high;
                    g.drawImage(converter.convert(frame), x, y, cell, high, null);
                    drawn++;
                }
            }
            if (drawn == 0) {
                throw new MediaException(video + " has no picture");
            }
            g.dispose();
            ImageIO.write(sheet, "png", png.toFile());
        } catch (FrameGrabber.Exception e) {
            throw new MediaException(video + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new MediaException("cannot write " + png + ": " + e.getMessage(), e);
        }
    }
}
