package io.talkmatrix.stage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lights with a name. */
final class LightPresets {

    /** How far presets lift shadows under nose and chin. */
    static final double SOFTEN = .5;

    private static final Map<String, Map<Integer, Lamps>> ALL = new TreeMap<>(
            Map.of(
                    "studio", always("key -32 28 #fff4e8 1.0; fill 45 5 #e6eeff 0.35; rim 150 35 #ffffff 0.5"),
                    "warm", always("key -40 22 #ffcf96 1.1; fill 50 0 #ffd9b8 0.35; rim 150 30 #ffe0b0 0.6"),
                    "cool", always("key 38 30 #cfe0ff 1.0; fill -50 5 #b8c8f0 0.4; rim -150 35 #e0f0ff 0.7"),
                    "stage",
                            always(
                                    "key -20 45 #ffffff 1.2; fill 60 0 #8a4dff 0.5; rim 145 25 #ff3da5 1.4; brightness 0.95"),
                    "day",
                            Map.of(
                                    0,
                                            Lamps.parse(
                                                    "key -40 30 #8fa6e8 0.8; fill 55 5 #6d7fc0 0.4; rim 150 35 #a9c0ff 0.7; brightness 0.7"),
                                    330,
                                            Lamps.parse(
                                                    "key -75 5 #a9b4e0 0.7; fill 55 5 #7f8cc8 0.5; rim 150 20 #c0c8ff 0.6; brightness 0.75"),
                                    420,
                                            Lamps.parse(
                                                    "key -70 12 #ffb070 1.1; fill 50 10 #a8b8e8 0.45; rim 150 20 #ffc890 0.8; brightness 0.92"),
                                    720,
                                            Lamps.parse(
                                                    "key -8 62 #fffaf0 1.1; fill 40 10 #dce8ff 0.5; rim 150 50 #ffffff 0.4; brightness 1.04"),
                                    1080,
                                            Lamps.parse(
                                                    "key 65 14 #ffb878 1.1; fill -50 8 #b0b8e0 0.4; rim -150 18 #ffb070 0.9; brightness 0.95"),
                                    1170,
                                            Lamps.parse(
                                                    "key 72 6 #ff8f60 0.9; fill -50 5 #8890d0 0.45; rim -150 12 #ff9a70 0.9; brightness 0.8"))));

    private LightPresets() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** By minute of the day. */
    static Map<Integer, Lamps> moments(String preset) {
        return ALL.get(preset);
    }

    private static Map<Integer, Lamps> always(String lamps) {
        return Map.of(0, Lamps.parse(lamps));
    }
}
