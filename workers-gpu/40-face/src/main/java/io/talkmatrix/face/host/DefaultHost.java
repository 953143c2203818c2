package io.talkmatrix.face.host;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Matte;
import io.talkmatrix.face.Picture;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * The host a room shows when nobody brings a portrait. Painting takes seconds, so the painted host is kept as a resource;
 * {@link #main} paints it anew after the painter changed.
 */
public final class DefaultHost {

    private static final String RESOURCE = "host.png";
    private static final int PIXELS = 512;

    private DefaultHost() {}

    /** The picture, 512 pixels square, with its landmarks and the matte it was painted with. */
    public static AvatarSource.Known source() {
        try (InputStream in = DefaultHost.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " of the default host is missing");
            }
            return known(ImageIO.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
        }
    }

    /** The same, painted now. */
    static AvatarSource.Known painted() {
        return known(HostPortrait.paint(PIXELS));
    }

    /** @param cutout the host without a background */
    private static AvatarSource.Known known(BufferedImage cutout) {
        BufferedImage backdrop = HostBackdrop.paint(PIXELS, PIXELS);
        int[] behind = opaque(backdrop);
        backdrop.createGraphics().drawImage(cutout, 0, 0, null);
        int[] host = cutout.getRGB(0, 0, PIXELS, PIXELS, null, 0, PIXELS);
        byte[] alpha = new byte[host.length];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = (byte) (host[i] >>> 24);
        }
        double[] points = HostLandmarks.onCanvas();
        HostPortrait.lean().transform(points, 0, points, 0, points.length / 2);
        return new AvatarSource.Known(
                "the default host",
                new Picture(PIXELS, PIXELS, opaque(backdrop)),
                new Landmarks(points).moved(0, 0, (double) PIXELS / HostShapes.SIZE),
                Optional.of(new Matte(alpha, Optional.of(new Picture(PIXELS, PIXELS, behind)))));
    }

    private static int[] opaque(BufferedImage image) {
        return image.getRGB(0, 0, PIXELS, PIXELS, null, 0, PIXELS);
    }

    /** Landmarks found on the picture, as they are on the upright canvas that {@link HostLandmarks} keeps. */
    public static Landmarks upright(Landmarks found) {
        double[] points = new double[2 * Landmarks.POINTS];
        for (int i = 0; i < Landmarks.POINTS; i++) {
            points[2 * i] = found.x(i) * HostShapes.SIZE / PIXELS;
            points[2 * i + 1] = found.y(i) * HostShapes.SIZE / PIXELS;
        }
        AffineTransform back = HostPortrait.lean();
        try {
            back.inverseTransform(points, 0, points, 0, Landmarks.POINTS);
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a rotation can be undone", e);
        }
        return new Landmarks(points);
    }

    /** {@code DefaultHost FILE.png}: paints the host into a file, to replace the resource. */
    public static void main(String[] args) throws IOException {
        ImageIO.write(HostPortrait.paint(PIXELS), "png", Path.of(args[0]).toFile());
    }
}
