package io.talkmatrix.face.host;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The host a room shows when nobody brings a portrait. Painting takes seconds, so the painted picture is kept as a resource;
 * {@link #main} paints it anew after the painter changed.
 */
public final class DefaultHost {

    private static final String RESOURCE = "host.png";
    private static final int PIXELS = 512;

    private DefaultHost() {}

    /** The picture, 512 pixels square, with its landmarks. */
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

    private static AvatarSource.Known known(BufferedImage image) {
        int[] argb = image.getRGB(0, 0, PIXELS, PIXELS, null, 0, PIXELS);
        Landmarks landmarks = new Landmarks(HostLandmarks.onCanvas()).moved(0, 0, (double) PIXELS / HostShapes.SIZE);
        return new AvatarSource.Known("the default host", new Picture(PIXELS, PIXELS, argb), landmarks);
    }

    /** {@code DefaultHost FILE.png}: paints the host into a file, to replace the resource. */
    public static void main(String[] args) throws IOException {
        ImageIO.write(HostPortrait.paint(PIXELS), "png", Path.of(args[0]).toFile());
    }
}
