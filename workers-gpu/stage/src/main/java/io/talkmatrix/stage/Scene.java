package io.talkmatrix.stage;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is seen of a room besides its host's face. Pictures are named by path, as the worker that draws them finds them.
 *
 * @param layout the frame's shape and where things go in it
 * @param background {@code keep} what the host's picture shows, {@code blur} it, a colour {@code #rrggbb}, or the path of a
 *     picture
 * @param product path of a picture to be shown beside the host, empty for none
 * @param logo path of a picture to be shown in a corner, empty for none
 * @param subtitles whether what is said is written into the picture
 */
public record Scene(Layout layout, String background, String product, String logo, boolean subtitles) {

    public static final String KEEP = "keep";
    public static final String BLUR = "blur";

    /** The host's face alone, as its picture shows it. */
    public static final Scene PLAIN = new Scene(Layout.FACE, KEEP, "", "", false);

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int MOST_PATH = 1_000;

    /** Shapes of frames. */
    public enum Layout {
        /** The host's square, nothing around it. */
        FACE("face", 512, 512),
        PORTRAIT("9:16", 720, 1280),
        LANDSCAPE("16:9", 1280, 720),
        SQUARE("1:1", 720, 720);

        private final String text;
        private final int width;
        private final int height;

        Layout(String text, int width, int height) {
            this.text = text;
            this.width = width;
            this.height = height;
        }

        /** What people and {@code rooms} call it. */
        public String text() {
            return text;
        }

        /** Pixels of a frame. */
        public int width() {
            return width;
        }

        public int height() {
            return height;
        }

        /** @throws IllegalArgumentException there is no such layout */
        public static Layout of(String text) {
            for (Layout layout : values()) {
                if (layout.text.equals(text)) {
                    return layout;
                }
            }
            throw new IllegalArgumentException("layout " + text + " is none of face, 9:16, 16:9, 1:1");
        }
    }

    public Scene {
        if (background.equals("alpha")) {
            throw new IllegalArgumentException("background alpha: a live video has no transparency; give a colour to be"
                    + " keyed out, such as #00ff00, or the picture that is wanted behind the host");
        }
        if (background.startsWith("#") && !COLOUR.matcher(background).matches()) {
            throw new IllegalArgumentException("background " + background + " is no colour like #1a2b3c");
        }
        if (background.isBlank()) {
            throw new IllegalArgumentException("background is keep, blur, a colour like #1a2b3c, or a picture's path");
        }
        for (String path : new String[] {background, product, logo}) {
            if (path.length() > MOST_PATH) {
                throw new IllegalArgumentException(
                        "a path of " + path.length() + " characters is too long for a scene");
            }
        }
    }

    /** True if the background is one colour. */
    public boolean colour() {
        return background.startsWith("#");
    }

    /** True if the background is a picture of its own. */
    public boolean picture() {
        return !colour() && !background.equals(KEEP) && !background.equals(BLUR);
    }

    /** As {@code rooms} keeps it: only what differs from {@link #PLAIN}, so {@code PLAIN} is empty. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        put(map, "layout", layout.text, PLAIN.layout.text);
        put(map, "background", background, PLAIN.background);
        put(map, "product", product, "");
        put(map, "logo", logo, "");
        put(map, "subtitles", Boolean.toString(subtitles), "false");
        return map;
    }

    /**
     * The other way round; entries that are not known here are left out.
     *
     * @throws IllegalArgumentException a value is not allowed
     */
    public static Scene of(Map<String, String> map) {
        return new Scene(
                Layout.of(map.getOrDefault("layout", PLAIN.layout.text)),
                map.getOrDefault("background", KEEP),
                map.getOrDefault("product", ""),
                map.getOrDefault("logo", ""),
                Boolean.parseBoolean(map.getOrDefault("subtitles", "false")));
    }

    private static void put(Map<String, String> map, String key, String value, String usual) {
        if (!value.equals(usual)) {
            map.put(key, value);
        }
    }
}
