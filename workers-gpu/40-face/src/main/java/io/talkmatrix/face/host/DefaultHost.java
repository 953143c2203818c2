package io.talkmatrix.face.host;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import java.awt.image.BufferedImage;

/** The host a room shows when nobody brings a portrait. */
public final class DefaultHost {

    private DefaultHost() {}

    /** @param pixels width and height of the picture */
    public static AvatarSource.Known at(int pixels) {
        BufferedImage painted = HostPortrait.paint(pixels);
        int[] argb = painted.getRGB(0, 0, pixels, pixels, null, 0, pixels);
        Landmarks landmarks = new Landmarks(HostLandmarks.onCanvas()).moved(0, 0, (double) pixels / HostShapes.SIZE);
        return new AvatarSource.Known("the default host", new Picture(pixels, pixels, argb), landmarks);
    }
}
