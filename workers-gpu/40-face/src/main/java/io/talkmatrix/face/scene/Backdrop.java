package io.talkmatrix.face.scene;

import io.talkmatrix.face.Curves;
import io.talkmatrix.face.Matte;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.Surroundings;
import io.talkmatrix.face.portrait.PortraitReader;
import io.talkmatrix.stage.Scene;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is behind the host in a scene, and the host's own picture in front of it.
 *
 * @param behind the whole frame without the host
 * @param host the host's picture with its background replaced by its part of {@code behind}
 * @param share how much of each pixel of the host's square is drawn over {@code behind}, 0 to 255: all of it near the host,
 *     none far away, so that a large background stays sharp
 */
record Backdrop(Picture behind, Picture host, byte[] share) {

    private static final int ALL = 255;
    /** How far the host may sway out of its own outline, of a square of 512. */
    private static final int SWAY = 14;

    private static final int FEATHER = 8;
    /** How much of the square fades at its edges where nothing is known of what is the host. */
    private static final double EDGE = .05;
    /** How much of it fades where what is known to be the host goes on to an edge. */
    private static final double ENDING = .15;

    /**
     * @param name for messages
     * @param known what of the portrait is the host
     * @param around what is seen around the portrait
     */
    static Backdrop of(
            String name, Picture portrait, Optional<Matte> known, Optional<Surroundings> around, Scene scene) {
        int width = scene.layout().width();
        int height = scene.layout().height();
        Rectangle square = Places.of(scene.layout()).host();
        if (known.isEmpty()) {
            if (!scene.background().equals(Scene.KEEP)) {
                throw new PortraitException("background " + scene.background() + " needs to know which part of " + name
                        + " is the host: give a PNG with transparency to ./talkmatrix avatar create, or keep the"
                        + " background");
            }
            if (scene.layout() == Scene.Layout.FACE) {
                return new Backdrop(portrait, portrait, filled(portrait.argb().length));
            }
            Picture behind = Continuation.fill(
                    around.orElse(Surroundings.none(portrait)), square, portrait.width(), width, height);
            return new Backdrop(behind, portrait, faded(portrait.width(), portrait.height()));
        }
        Matte matte = known.get();
        Picture behind = behind(portrait, matte.behind(), scene, width, height);
        Picture part = part(behind, square, portrait.width());
        byte[] share = near(matte.alpha(), portrait.width());
        fadeWhereItEnds(share, portrait.width(), square, width);
        return new Backdrop(behind, matte.inFrontOf(part, portrait), share);
    }

    private static Picture behind(Picture portrait, Optional<Picture> known, Scene scene, int width, int height) {
        if (scene.colour()) {
            return Canvas.plain(
                    width, height, Integer.parseInt(scene.background().substring(1), 16));
        }
        if (scene.picture()) {
            return Canvas.cover(PortraitReader.read(Path.of(scene.background())), width, height);
        }
        Picture own = Canvas.cover(known.orElse(portrait), width, height);
        return scene.background().equals(Scene.BLUR) ? Canvas.blurred(own, Math.max(width, height) / 40) : own;
    }

    /** The part of a frame that lies behind the host's square, as a picture of the host's size; edges are repeated. */
    private static Picture part(Picture behind, Rectangle square, int side) {
        int[] argb = new int[side * side];
        Sampler sampler = new Sampler(behind.argb(), behind.width(), behind.height());
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double scale = (double) square.width / side;
                argb[y * side + x] = sampler.at(square.x + (x + .5) * scale - .5, square.y + (y + .5) * scale - .5);
            }
        }
        return new Picture(side, side, argb);
    }

    private static byte[] filled(int size) {
        byte[] share = new byte[size];
        java.util.Arrays.fill(share, (byte) ALL);
        return share;
    }

    /** All in the middle, fading out at the left, the right and the top. */
    private static byte[] faded(int width, int height) {
        byte[] share = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double from = Math.min(Math.min(x, width - 1 - x), y) / (EDGE * width);
                double t = Math.max(0, Math.min(1, from));
                share[y * width + x] = (byte) Math.round(ALL * t * t * (3 - 2 * t));
            }
        }
        return share;
    }

    /** Shoulders that the picture cuts off in the middle of the frame fade out there. */
    private static void fadeWhereItEnds(byte[] share, int side, Rectangle square, int width) {
        boolean left = square.x > 0;
        boolean right = square.x + square.width < width;
        for (int x = 0; x < side; x++) {
            int from = Math.min(left ? x : side, right ? side - 1 - x : side);
            double seen = Curves.smoothstep(0, ENDING * side, from);
            for (int i = x; seen < 1 && i < share.length; i += side) {
                share[i] = (byte) Math.round((share[i] & ALL) * seen);
            }
        }
    }

    /** The host with the room it sways in, with a soft edge. */
    private static byte[] near(byte[] alpha, int side) {
        int[] grey = new int[alpha.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0xff000000 | ((alpha[i] & ALL) > 8 ? 0xffffff : 0);
        }
        BufferedImage wide = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        wide.setRGB(
                0,
                0,
                side,
                side,
                Canvas.blurred(new Picture(side, side, grey), SWAY / 2).argb(),
                0,
                side);
        int[] spread = Canvas.pixels(wide);
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0xff000000 | ((spread[i] & ALL) > 3 ? 0xffffff : 0);
        }
        int[] soft = Canvas.blurred(new Picture(side, side, grey), FEATHER / 2).argb();
        byte[] share = new byte[alpha.length];
        for (int i = 0; i < share.length; i++) {
            int most = Math.max(soft[i] & ALL, alpha[i] & ALL);
            share[i] = (byte) (alpha[i] != 0 || most > 250 ? ALL : most);
        }
        return share;
    }
}
