package io.talkmatrix.media.live;

import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.media.live.AvatarPack.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small coded pictures: a bright square that moves over a gradient. */
final class Pictures {

    static final int SIDE = 64;

    private Pictures() {}

    static int[] square(int step) {
        int[] argb = new int[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean square = Math.abs(x - 10 - step % 44) < 8 && Math.abs(y - 30) < 8;
                argb[y * SIDE + x] = square ? 0xffe0d0c0 : 0xff000000 | 3 * x << 16 | 3 * y << 8 | 0x40;
            }
        }
        return argb;
    }

    static List<Unit> clip(H264Encoder encoder, int frames, int keyEvery) {
        List<Unit> clip = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            clip.add(new Unit(encoder.encode(square(i), i % keyEvery == 0), i % keyEvery == 0));
        }
        return clip;
    }

    static AvatarPack pack() {
        try (H264Encoder encoder = new H264Encoder(SIDE, SIDE, 25, 500_000)) {
            Map<Integer, List<Unit>> settles = new TreeMap<>();
            for (int i = 4; i < 50; i += 5) {
                settles.put(i, clip(encoder, 6, 6));
            }
            return new AvatarPack("test", SIDE, SIDE, 25, clip(encoder, 50, 25), clip(encoder, 25, 25), settles);
        }
    }

    static List<byte[]> group(H264Encoder encoder, int first, int frames) {
        List<byte[]> units = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            units.add(encoder.encode(square(first + i), i == 0));
        }
        return units;
    }
}
