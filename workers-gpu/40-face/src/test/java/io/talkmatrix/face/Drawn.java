package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.FrameGroup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** What a room was shown. */
final class Drawn {

    private Drawn() {}

    static FrameGroup last(FakeRoom room) {
        return room.groups.get(room.groups.size() - 1);
    }

    static List<byte[]> frames(FakeRoom room) {
        return room.groups.stream().flatMap(g -> g.frames().stream()).toList();
    }

    /** Numbers of all frames written, by their times. */
    static List<Long> times(FakeRoom room) {
        List<Long> times = new ArrayList<>();
        for (FrameGroup group : room.groups) {
            for (int i = 0; i < group.frames().size(); i++) {
                times.add(group.framePtsSamples(i) / 960);
            }
        }
        return times;
    }

    static List<Long> range(int frames) {
        List<Long> range = new ArrayList<>();
        for (long i = 0; i < frames; i++) {
            range.add(i);
        }
        return range;
    }

    static int[] decode(byte[] jpeg) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(512);
        return image.getRGB(0, 0, 512, 512, null, 0, 512);
    }

    static double meanDifference(int[] a, int[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] >> 8 & 255) - (b[i] >> 8 & 255));
        }
        return sum / a.length;
    }
}
