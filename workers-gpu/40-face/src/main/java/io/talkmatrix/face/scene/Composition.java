package io.talkmatrix.face.scene;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.portrait.PortraitReader;
import io.talkmatrix.stage.Scene;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A scene made ready: what is behind the host, where each pixel of the host goes, and what is in front. Immutable, shared by
 * rooms. About 12 MB for a frame of 720×1280.
 */
final class Composition {

    private final int width;
    private final int height;
    private final int side;
    private final int[] behind;
    private final int[] front; // 0 where nothing is in front
    private final int frontTop;
    private final int frontBottom;
    private final Rectangle seen;
    private final byte[] share; // of the pixels of seen
    private final int[] column;
    private final int[] columnShare;
    private final int[] row;
    private final int[] rowShare;
    private final boolean sameSize;
    private final int offsetX;
    private final int offsetY;
    private final Picture host;

    Composition(AvatarSource.Known known, Scene scene) {
        this(Backdrop.of(known.name(), known.picture(), known.matte(), known.around(), scene), known.picture(), scene);
    }

    /** Of a host of whom nothing but a square is known. */
    Composition(String name, Picture picture, Scene scene) {
        this(Backdrop.of(name, picture, Optional.empty(), Optional.empty(), scene), picture, scene);
    }

    private Composition(Backdrop backdrop, Picture picture, Scene scene) {
        Places places = Places.of(scene.layout());
        width = scene.layout().width();
        height = scene.layout().height();
        side = picture.width();
        host = backdrop.host();
        behind = backdrop.behind().argb();
        seen = places.host().intersection(new Rectangle(0, 0, width, height));
        column = new int[seen.width];
        columnShare = new int[seen.width];
        row = new int[seen.height];
        rowShare = new int[seen.height];
        double scale = (double) side / places.host().width;
        sameSize = side == places.host().width;
        offsetX = places.host().x;
        offsetY = places.host().y;
        place(column, columnShare, seen.x - places.host().x, scale);
        place(row, rowShare, seen.y - places.host().y, scale);
        share = new byte[seen.width * seen.height];
        for (int y = 0; y < seen.height; y++) {
            for (int x = 0; x < seen.width; x++) {
                int nearest = (row[y] + (rowShare[y] + 128) / 256) * side + column[x] + (columnShare[x] + 128) / 256;
                share[y * seen.width + x] = backdrop.share()[nearest];
            }
        }
        BufferedImage overlay = overlay(scene, places);
        front = Canvas.pixels(overlay);
        int top = height;
        int bottom = 0;
        for (int i = 0; i < front.length; i++) {
            if (front[i] >>> 24 != 0) {
                top = Math.min(top, i / width);
                bottom = Math.max(bottom, i / width + 1);
            }
        }
        frontTop = Math.min(top, bottom);
        frontBottom = bottom;
    }

    private void place(int[] index, int[] between, int first, double scale) {
        for (int i = 0; i < index.length; i++) {
            double at = Math.max(0, Math.min(side - 1.0, (first + i + .5) * scale - .5));
            index[i] = Math.min(side - 2, (int) at);
            between[i] = (int) Math.round((at - index[i]) * 256);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The host's picture in front of its part of the scene: what an engine is to move. */
    Picture host() {
        return host;
    }

    /**
     * Puts a frame of the host into the scene.
     *
     * @param frame the host, square
     * @param argb receives width × height pixels
     */
    void compose(int[] frame, int[] argb) {
        System.arraycopy(behind, 0, argb, 0, argb.length);
        Sampler sampler = new Sampler(frame, side, side);
        for (int y = 0; y < seen.height; y++) {
            int out = (seen.y + y) * width + seen.x;
            int line = row[y] * side;
            for (int x = 0; x < seen.width; x++) {
                int part = share[y * seen.width + x] & 255;
                if (part != 0) {
                    int pixel = sameSize
                            ? frame[(seen.y + y - offsetY) * side + seen.x + x - offsetX]
                            : sampler.mix(line + column[x], columnShare[x], rowShare[y]);
                    argb[out + x] = part == 255 ? pixel : over(pixel, part, argb[out + x]);
                }
            }
        }
        for (int i = frontTop * width; i < frontBottom * width; i++) {
            int alpha = front[i] >>> 24;
            if (alpha != 0) {
                argb[i] = over(front[i], alpha, argb[i]);
            }
        }
    }

    /** {@code alpha} of 255 of a pixel over another. */
    static int over(int top, int alpha, int bottom) {
        return Sampler.between(bottom, top, alpha + (alpha >> 7)) | 0xff000000;
    }

    private BufferedImage overlay(Scene scene, Places places) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = Canvas.graphics(image);
        if (!scene.product().isEmpty()) {
            card(g, Canvas.image(PortraitReader.read(Path.of(scene.product()))), places.product());
        }
        if (!scene.logo().isEmpty()) {
            PortraitReader.Layered logo = PortraitReader.readLayered(Path.of(scene.logo()));
            fit(g, transparent(logo), places.logo());
        }
        g.dispose();
        return image;
    }

    /** A picture as large as its room allows, on a white card with round corners and a shadow. */
    private static void card(Graphics2D g, BufferedImage picture, Rectangle room) {
        int border = Math.max(6, room.width / 28);
        Rectangle inside = fitted(picture, inset(room, border));
        Rectangle card = inset(inside, -border);
        for (int spread = border; spread > 0; spread--) {
            g.setColor(new Color(0, 0, 0, 9));
            g.fill(round(
                    new Rectangle(
                            card.x - spread, card.y - spread / 2, card.width + 2 * spread, card.height + 2 * spread),
                    3 * border));
        }
        g.setColor(Color.WHITE);
        g.fill(round(card, 2 * border));
        g.setClip(round(inside, border));
        draw(g, picture, inside);
        g.setClip(null);
    }

    private static void fit(Graphics2D g, BufferedImage picture, Rectangle room) {
        Rectangle inside = fitted(picture, room);
        inside.setLocation(room.x, room.y);
        draw(g, picture, inside);
    }

    private static void draw(Graphics2D g, BufferedImage picture, Rectangle where) {
        g.drawImage(
                Canvas.shrunk(picture, where.width, where.height), where.x, where.y, where.width, where.height, null);
    }

    private static Rectangle fitted(BufferedImage picture, Rectangle room) {
        double scale = Math.min((double) room.width / picture.getWidth(), (double) room.height / picture.getHeight());
        int w = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int h = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        return new Rectangle(room.x + (room.width - w) / 2, room.y + (room.height - h) / 2, w, h);
    }

    private static Rectangle inset(Rectangle room, int by) {
        return new Rectangle(room.x + by, room.y + by, room.width - 2 * by, room.height - 2 * by);
    }

    private static RoundRectangle2D round(Rectangle room, double corner) {
        return new RoundRectangle2D.Double(room.x, room.y, room.width, room.height, corner, corner);
    }

    /** The picture with its transparency again. */
    private static BufferedImage transparent(PortraitReader.Layered layered) {
        Picture picture = layered.picture();
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        int[] argb = picture.argb().clone();
        if (layered.matte().isPresent()) {
            int[] matte = layered.matte().get().argb();
            for (int i = 0; i < argb.length; i++) {
                argb[i] = uncovered(argb[i], matte[i] & 255);
            }
        }
        image.setRGB(0, 0, picture.width(), picture.height(), argb, 0, picture.width());
        return image;
    }

    /** Takes away the backdrop that a reader laid transparency over. */
    private static int uncovered(int argb, int alpha) {
        if (alpha == 0) {
            return 0;
        }
        int result = alpha;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int laid = argb >> shift & 255;
            int backdrop = PortraitReader.BACKDROP >> shift & 255;
            int value = backdrop + (laid - backdrop) * 255 / alpha;
            result = result << 8 | Math.max(0, Math.min(255, value));
        }
        return result;
    }
}
