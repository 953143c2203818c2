package io.talkmatrix.face.scene;

import io.talkmatrix.face.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/** Pictures made into other sizes. */
final class Canvas {

    private Canvas() {}

    static BufferedImage image(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        return image;
    }

    static Picture picture(BufferedImage image) {
        int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < argb.length; i++) {
            argb[i] |= 0xff000000;
        }
        return new Picture(image.getWidth(), image.getHeight(), argb);
    }

    static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return g;
    }

    static Picture plain(int width, int height, int rgb) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, 0xff000000 | rgb);
        return new Picture(width, height, argb);
    }

    /** The middle of a picture, so large that it fills the size wanted. */
    static Picture cover(Picture picture, int width, int height) {
        double scale = Math.max((double) width / picture.width(), (double) height / picture.height());
        BufferedImage filled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = graphics(filled);
        double w = picture.width() * scale;
        double h = picture.height() * scale;
        g.drawImage(
                shrunk(image(picture), w, h),
                (int) Math.round((width - w) / 2),
                (int) Math.round((height - h) / 2),
                (int) Math.round(w),
                (int) Math.round(h),
                null);
        g.dispose();
        return picture(filled);
    }

    /** Halved until it is less than twice as large as wanted, so that scaling it averages all pixels. */
    static BufferedImage shrunk(BufferedImage image, double width, double height) {
        BufferedImage now = image;
        while (now.getWidth() >= 2 * width && now.getHeight() >= 2 * height) {
            BufferedImage half =
                    new BufferedImage(now.getWidth() / 2, now.getHeight() / 2, BufferedImage.TYPE_INT_ARGB);
            Graphics2D g = half.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.drawImage(now, 0, 0, half.getWidth(), half.getHeight(), null);
            g.dispose();
            now = half;
        }
        return now;
    }

    /** Blurred by three box filters, close to a Gaussian of the box's {@code radius}. */
    static Picture blurred(Picture picture, int radius) {
        int[] argb = picture.argb().clone();
        int[] turned = new int[argb.length];
        for (int pass = 0; pass < 3; pass++) {
            box(argb, turned, picture.width(), picture.height(), radius);
            box(turned, argb, picture.height(), picture.width(), radius);
        }
        return new Picture(picture.width(), picture.height(), argb);
    }

    private static void box(int[] in, int[] out, int width, int height, int radius) {
        int count = 2 * radius + 1;
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int r = 0;
            int g = 0;
            int b = 0;
            for (int x = -radius; x <= radius; x++) {
                int p = in[row + Math.max(0, Math.min(width - 1, x))];
                r += p >> 16 & 255;
                g += p >> 8 & 255;
                b += p & 255;
            }
            for (int x = 0; x < width; x++) {
                out[x * height + y] = 0xff000000 | r / count << 16 | g / count << 8 | b / count;
                int next = in[row + Math.min(width - 1, x + radius + 1)];
                int last = in[row + Math.max(0, x - radius)];
                r += (next >> 16 & 255) - (last >> 16 & 255);
                g += (next >> 8 & 255) - (last >> 8 & 255);
                b += (next & 255) - (last & 255);
            }
        }
    }

    /** The pixels of an image of int pixels, as they lie in it. */
    static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }
}
