package io.talkmatrix.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class H264Test {

    private static final int SIDE = 128;

    @Test
    void everyPictureComesBackAtOnceAndAlike() {
        try (H264Encoder encoder = new H264Encoder(SIDE, SIDE, 25, 1_500_000);
                H264Decoder decoder = new H264Decoder()) {
            for (int i = 0; i < 12; i++) {
                int[] picture = picture(i);
                assertThat(difference(picture, decoder.decode(encoder.encode(picture, i % 5 == 0))))
                        .as("picture %d", i)
                        .isLessThan(6);
            }
        }
    }

    @Test
    void eachGroupCanBeDecodedWithoutTheOnesBefore() {
        List<byte[]> units = new ArrayList<>();
        try (H264Encoder encoder = new H264Encoder(SIDE, SIDE, 25, 1_500_000)) {
            for (int i = 0; i < 10; i++) {
                units.add(encoder.encode(picture(i), i % 5 == 0));
            }
        }
        try (H264Decoder decoder = new H264Decoder()) {
            for (int i = 5; i < 10; i++) {
                assertThat(difference(picture(i), decoder.decode(units.get(i)))).isLessThan(6);
            }
        }
    }

    @Test
    void whatIsNoPictureIsRefused() {
        try (H264Decoder decoder = new H264Decoder()) {
            assertThatThrownBy(() -> decoder.decode("not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .isInstanceOf(MediaException.class);
        }
    }

    /** A bright square that moves over a gradient. */
    private static int[] picture(int step) {
        int[] argb = new int[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean square = Math.abs(x - 30 - 3 * step) < 16 && Math.abs(y - 60) < 16;
                argb[y * SIDE + x] = square ? 0xffe0d0c0 : 0xff000000 | x << 16 | y << 8 | 0x40;
            }
        }
        return argb;
    }

    private static double difference(int[] argb, BufferedImage image) {
        long sum = 0;
        for (int i = 0; i < argb.length; i++) {
            int seen = image.getRGB(i % SIDE, i / SIDE);
            sum += Math.abs((argb[i] >> 8 & 255) - (seen >> 8 & 255));
        }
        return (double) sum / argb.length;
    }
}
