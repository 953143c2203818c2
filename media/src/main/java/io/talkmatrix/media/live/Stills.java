package io.talkmatrix.media.live;

import io.talkmatrix.media.H264Decoder;
import io.talkmatrix.media.MediaException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Single pictures out of a stream. */
public final class Stills {

    private Stills() {}

    /**
     * @param unit an access unit that needs none before it
     * @return a JPEG
     */
    public static byte[] jpeg(byte[] unit) {
        try (H264Decoder decoder = new H264Decoder()) {
            return jpeg(decoder.decode(unit));
        }
    }

    /** @param picture without transparency */
    public static byte[] jpeg(BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, "jpeg", out)) {
                throw new MediaException("a picture of type " + picture.getType() + " cannot be written as JPEG");
            }
        } catch (IOException e) {
            throw new MediaException("a picture cannot be written as JPEG: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }
}
