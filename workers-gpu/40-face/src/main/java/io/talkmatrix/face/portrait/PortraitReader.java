package io.talkmatrix.face.portrait;

import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a portrait: PNG or JPEG, also CMYK (through the TwelveMonkeys reader), large ones thinned out while reading, turned
 * upright, transparency laid over grey. No file makes it take more than about 200 MB or a few seconds.
 */
public final class PortraitReader {

    /** What transparency is laid over, {@code 0xRRGGBB}. */
    public static final int BACKDROP = 0x9aa0a6;

    private static final long MOST_BYTES = 64L << 20;
    private static final int LEAST_SIDE = 64;
    private static final int ENOUGH_SIDE = 1600;
    private static final int MOST_SIDE = 20_000;
    private static final int MEGA = 1_000_000;
    private static final long MOST_PIXELS = 120L * MEGA;
    private static final long MOST_PROGRESSIVE_PIXELS = 40L * MEGA;
    private static final double ENOUGH_PIXELS = 16.0 * MEGA;

    /**
     * A portrait with its transparency.
     *
     * @param picture laid over {@link #BACKDROP}
     * @param matte of the same size, white where the picture is, black where it is transparent; empty if it is opaque
     */
    public record Layered(Picture picture, Optional<Picture> matte) {}

    private PortraitReader() {}

    /** @throws PortraitException the file is missing, no picture, or too small or large; the message says what would do */
    public static Picture read(Path path) {
        return readLayered(path).picture();
    }

    /** The same with the transparency the file has. */
    public static Layered readLayered(Path path) {
        byte[] file = bytes(path);
        try (ImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(PictureFile.bare(path, file)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new PortraitException(path + " is not a picture that can be read: use a PNG or JPEG file");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return layered(decode(path, reader, file), ExifOrientation.of(file));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException e) {
            throw new PortraitException(
                    path + " is damaged or of a kind that cannot be read (" + e.getMessage()
                            + "): open it and save it as PNG or JPEG again",
                    e);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw new PortraitException(path + " is a folder: name a PNG or JPEG file");
            }
            long size = Files.size(path);
            if (size > MOST_BYTES) {
                throw new PortraitException(
                        path + " has " + (size >> 20) + " MiB: a portrait may have " + (MOST_BYTES >> 20) + " MiB");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new PortraitException("there is no portrait at " + path, e);
        } catch (IOException e) {
            throw new PortraitException("cannot read the portrait " + path + ": " + e.getMessage(), e);
        }
    }

    private static BufferedImage decode(Path path, ImageReader reader, byte[] file) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int shorter = Math.min(width, height);
        if (shorter < LEAST_SIDE || Math.max(width, height) > MOST_SIDE) {
            throw new PortraitException(path + " is " + width + "x" + height + " pixels: a portrait needs " + LEAST_SIDE
                    + " to " + MOST_SIDE + " on each side");
        }
        long pixels = (long) width * height;
        long most = PictureFile.isJpeg(file) && PictureFile.progressive(file) ? MOST_PROGRESSIVE_PIXELS : MOST_PIXELS;
        if (pixels > most) {
            throw new PortraitException(path + " has " + pixels / MEGA + " megapixels, at most " + most / MEGA
                    + " are read: save it smaller, 2000 pixels wide are plenty");
        }
        int every = (int) Math.max(Math.max(1, shorter / ENOUGH_SIDE), Math.ceil(Math.sqrt(pixels / ENOUGH_PIXELS)));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, param);
    }

    private static Layered layered(BufferedImage image, ExifOrientation orientation) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        int[] matte = image.getColorModel().hasAlpha() ? new int[argb.length] : null;
        boolean transparent = false;
        for (int i = 0; i < argb.length; i++) {
            int alpha = argb[i] >>> 24;
            if (matte != null) {
                matte[i] = 0xff000000 | alpha * 0x010101;
            }
            if (alpha != 255) {
                transparent = true;
                argb[i] = over(argb[i], alpha);
            }
        }
        Picture picture = orientation.apply(new Picture(width, height, argb));
        return new Layered(
                picture,
                transparent && matte != null
                        ? Optional.of(orientation.apply(new Picture(width, height, matte)))
                        : Optional.empty());
    }

    private static int over(int argb, int alpha) {
        int mixed = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int above = argb >> shift & 255;
            int below = BACKDROP >> shift & 255;
            mixed = mixed << 8 | (above * alpha + below * (255 - alpha) + 127) / 255;
        }
        return mixed;
    }
}
