package io.talkmatrix.media.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.media.H264Decoder;
import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.media.live.Step;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstantRateTest {

    private static final int SIDE = 64;

    private final ConstantRate rate = new ConstantRate();
    private final List<Packet> packets = new ArrayList<>();

    private static List<byte[]> group(int count, int brightness) {
        List<byte[]> units = new ArrayList<>();
        try (H264Encoder encoder = new H264Encoder(SIDE, SIDE, 25, 500_000)) {
            for (int i = 0; i < count; i++) {
                int[] picture = new int[SIDE * SIDE];
                int grey = brightness + 10 * i;
                Arrays.fill(picture, 0xff000000 | grey << 16 | grey << 8 | grey);
                units.add(encoder.encode(picture, i == 0));
            }
        }
        return units;
    }

    private static Step.Picture picture(long at, boolean key, byte[]... units) {
        return new Step.Picture(at, List.of(units), key, "");
    }

    private List<Long> numbers() {
        return packets.stream()
                .map(packet -> ((Packet.Picture) packet).number())
                .toList();
    }

    private List<Integer> greys() {
        List<Integer> greys = new ArrayList<>();
        try (H264Decoder decoder = new H264Decoder()) {
            for (Packet packet : packets) {
                BufferedImage image = decoder.decode(((Packet.Picture) packet).unit());
                greys.add(image.getRGB(SIDE / 2, SIDE / 2) & 255);
            }
        }
        return greys;
    }

    @Test
    void picturesOfAnyPhaseComeOneEachFortyMilliseconds() {
        List<byte[]> group = group(5, 40);
        List<Step.Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pictures.add(picture(300 + 960L * i, i == 0, group.get(i)));
        }
        rate.add(pictures, 5 * 960, packets);
        assertThat(numbers()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(rate.held()).isZero();
    }

    @Test
    void aPictureThatIsMissingIsHeldAndLooksLikeTheOneBefore() {
        List<byte[]> group = group(3, 40);
        rate.add(List.of(picture(0, true, group.get(0)), picture(960, false, group.get(1))), 960 * 4, packets);
        assertThat(numbers()).containsExactly(0L, 1L, 2L, 3L);
        List<Integer> greys = greys();
        assertThat(greys.get(2)).isEqualTo(greys.get(1));
        assertThat(greys.get(3)).isEqualTo(greys.get(1));
        assertThat(greys.get(1)).isNotEqualTo(greys.get(0));
        assertThat(rate.held()).isEqualTo(2);
    }

    @Test
    void afterAHeldPictureOnlyOneThatNeedsNoneBeforeItGoesOn() {
        List<byte[]> first = group(3, 40);
        List<byte[]> second = group(1, 200);
        rate.add(
                List.of(
                        picture(0, true, first.get(0)),
                        picture(2 * 960, false, first.get(1)),
                        picture(3 * 960, true, second.get(0))),
                4 * 960,
                packets);
        assertThat(numbers()).containsExactly(0L, 1L, 2L, 3L);
        List<Integer> greys = greys();
        assertThat(greys.get(2)).isEqualTo(greys.get(0));
        assertThat(greys.get(3)).isGreaterThan(180);
        assertThat(rate.left()).isEqualTo(1);
    }

    @Test
    void picturesThatWerePassedOverComeOnePlaceLaterEach() {
        List<byte[]> group = group(4, 40);
        rate.add(
                List.of(picture(0, true, group.get(0), group.get(1)), picture(960, false, group.get(2))),
                3 * 960,
                packets);
        List<Integer> greys = greys();
        assertThat(greys).hasSize(3);
        assertThat(greys).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void nothingComesBeforeTheFirstPictureThatCanBeDecoded() {
        rate.add(List.of(picture(960, false, group(2, 40).get(1))), 3 * 960, packets);
        assertThat(packets).isEmpty();
    }
}
