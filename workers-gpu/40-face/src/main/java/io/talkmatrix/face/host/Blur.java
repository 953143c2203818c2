package io.talkmatrix.face.host;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Blurs a picture: three box filters each way, close to a Gaussian. */
final class Blur {

    private Blur() {}

    /** @param image of int pixels, changed; borders are repeated */
    static void blur(BufferedImage image, int radius) {
        if (radius < 1) {
            return;
        }
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int[] turned = new int[pixels.length];
        for (int pass = 0; pass < 3; pass++) {
            boxTransposed(pixels, turned, image.getWidth(), image.getHeight(), radius);
            boxTransposed(turned, pixels, image.getHeight(), image.getWidth(), radius);
        }
    }

    private static void boxTransposed(int[] in, int[] out, int width, int height, int radius) {
        int count = 2 * radius + 1;
        int half = count / 2;
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int a = 0;
            int r = 0;
            int g = 0;
            int b = 0;
            for (int x = -radius; x <= radius; x++) {
                int p = in[row + Math.max(0, Math.min(width - 1, x))];
                a += p >>> 24;
                r += p >> 16 & 255;
                g += p >> 8 & 255;
                b += p & 255;
            }
            for (int x = 0; x < width; x++) {
                out[x * height + y] = (a + half) / count << 24
                        | (r + half) / count << 16
                        | (g + half) / count << 8
                        | (b + half) / count;
                int next = in[row + Math.min(width - 1, x + radius + 1)];
                int last = in[row + Math.max(0, x - radius)];
                a += (next >>> 24) - (last >>> 24);
                r += (next >> 16 & 255) - (last >> 16 & 255);
                g += (next >> 8 & 255) - (last >> 8 & 255);
                b += (next & 255) - (last & 255);
            }
        }
    }
}
