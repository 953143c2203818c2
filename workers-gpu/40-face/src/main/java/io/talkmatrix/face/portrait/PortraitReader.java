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
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a portrait: PNG or JPEG, also CMYK (through the TwelveMonkeys reader), large ones thinned out while reading, turned
 * upright, transparency laid over grey.
 */
public final class PortraitReader {

    private static final long MOST_BYTES = 64L << 20;
    private static final int LEAST_SIDE = 64;
    private static final int ENOUGH_SIDE = 1600;
    private static final int MOST_SIDE = 20_000;
    private static final int BACKDROP = 0x9aa0a6;

    private PortraitReader() {}

    /** @throws PortraitException the file is missing, no picture, or too small or large */
    public static Picture read(Path path) {
        byte[] file = bytes(path);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new PortraitException(path + " is not a picture that can be read: use a PNG or JPEG file");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return ExifOrientation.of(file).apply(opaque(decode(path, reader)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new PortraitException(path + " is damaged or of a kind that cannot be read: " + e.getMessage(), e);
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

    private static BufferedImage decode(Path path, ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int shorter = Math.min(width, height);
        if (shorter < LEAST_SIDE || Math.max(width, height) > MOST_SIDE) {
            throw new PortraitException(path + " is " + width + "x" + height + " pixels: a portrait needs " + LEAST_SIDE
                    + " to " + MOST_SIDE + " on each side");
        }
        int every = Math.max(1, shorter / ENOUGH_SIDE);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, param);
    }

    private static Picture opaque(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < argb.length; i++) {
            int alpha = argb[i] >>> 24;
            if (alpha != 255) {
                argb[i] = over(argb[i], alpha);
            }
        }
        return new Picture(width, height, argb);
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
