package io.talkmatrix.media.live;

import io.talkmatrix.media.AiLabel;
import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.media.live.AvatarPack.Unit;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is seen of a room whose avatar is still being made ready: a calm empty picture. */
public final class BlankPack {

    private static final int BITS_PER_SECOND = 3_000_000;

    private BlankPack() {}

    public static AvatarPack make(int width, int height, int framesPerSecond) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setPaint(new GradientPaint(0, 0, new Color(0x2a, 0x2f, 0x38), 0, height, new Color(0x14, 0x17, 0x1c)));
        g.fillRect(0, 0, width, height);
        g.dispose();
        AiLabel.draw(picture);
        int[] argb = picture.getRGB(0, 0, width, height, null, 0, width);
        List<Unit> loop = new ArrayList<>();
        try (H264Encoder encoder = new H264Encoder(width, height, framesPerSecond, BITS_PER_SECOND)) {
            for (int i = 0; i < framesPerSecond; i++) {
                loop.add(new Unit(encoder.encode(argb, i == 0), i == 0));
            }
        }
        return new AvatarPack("blank", width, height, framesPerSecond, loop, List.of(), Map.of());
    }
}
