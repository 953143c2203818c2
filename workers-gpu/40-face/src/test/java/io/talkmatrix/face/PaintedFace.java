package io.talkmatrix.face;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A face of flat colours around real landmarks, so that tests of the renderer need no model. */
public final class PaintedFace {

    public static final int SIZE = 512;
    private static final int[] UPPER_LIP = {
        61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191, 78
    };
    private static final int[] LOWER_LIP = {
        61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95, 78
    };
    private static final int[] SEAM = {78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308};
    private static final int[][] EYES = {
        {33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7},
        {263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249}
    };
    private static final Color SKIN = new Color(232, 188, 160);
    private static final Color LIP = new Color(205, 95, 95);
    private static final int FAR = 70;

    private PaintedFace() {}

    public static Landmarks landmarks() {
        try (InputStream in = PaintedFace.class.getResourceAsStream("landmarks.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return new Landmarks(Arrays.stream(text.trim().split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Picture picture() {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
        Landmarks points = landmarks();
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(SKIN);
        g.fillRect(0, 0, SIZE, SIZE);
        for (int[] eye : EYES) {
            g.setColor(Color.WHITE);
            g.fillPolygon(polygon(points, eye));
        }
        g.setColor(LIP);
        g.fillPolygon(polygon(points, UPPER_LIP));
        g.fillPolygon(polygon(points, LOWER_LIP));
        g.setColor(new Color(150, 60, 60));
        Polygon seam = polygon(points, SEAM);
        g.drawPolyline(seam.xpoints, seam.ypoints, seam.npoints);
        g.dispose();
        return new Picture(SIZE, SIZE, image.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE));
    }

    public static AvatarSource.Known source() {
        return new AvatarSource.Known("painted face", picture(), landmarks());
    }

    /** Pixels of the mouth's middle column that are neither skin nor lip: what is open. */
    public static int opening(int[] argb) {
        Landmarks points = landmarks();
        int x = (int) Math.round((points.x(13) + points.x(14)) / 2);
        int open = 0;
        for (int y = (int) points.y(2); y < (int) points.y(152); y++) {
            int pixel = argb[y * SIZE + x];
            if (distance(pixel, SKIN) > FAR && distance(pixel, LIP) > FAR) {
                open++;
            }
        }
        return open;
    }

    private static int distance(int argb, Color colour) {
        return Math.max(
                Math.abs((argb >> 16 & 255) - colour.getRed()),
                Math.max(Math.abs((argb >> 8 & 255) - colour.getGreen()), Math.abs((argb & 255) - colour.getBlue())));
    }

    private static Polygon polygon(Landmarks points, int[] indices) {
        Polygon polygon = new Polygon();
        for (int i : indices) {
            polygon.addPoint((int) Math.round(points.x(i)), (int) Math.round(points.y(i)));
        }
        return polygon;
    }
}
