package io.talkmatrix.stage;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Three lamps around a host. How strong each is counts against the others; how bright the face is in all is {@code
 * brightness}, 1 as in the picture.
 *
 * @param key the main light
 * @param fill brightens what the key light leaves dark
 * @param rim from behind, along the outline
 * @param brightness of the whole, 0.2–1.6
 */
public record Lamps(Lamp key, Lamp fill, Lamp rim, double brightness) {

    private static final String LAMP = "(-?[\\d.]+) (-?[\\d.]+) #([0-9a-fA-F]{6}) ([\\d.]+)";
    private static final Pattern TEXT =
            Pattern.compile("key " + LAMP + "; *fill " + LAMP + "; *rim " + LAMP + "(?:; *brightness ([\\d.]+))?");
    private static final int LAMP_GROUPS = 4;

    /**
     * A lamp.
     *
     * @param azimuth degrees; 0 in front, positive at the right of the picture, 180 behind
     * @param elevation degrees; positive above
     * @param rgb colour, 0xRRGGBB
     * @param intensity 0–4
     */
    public record Lamp(double azimuth, double elevation, int rgb, double intensity) {

        public Lamp {
            check(Math.abs(azimuth) <= 180, "azimuth", azimuth, "-180 to 180 degrees");
            check(Math.abs(elevation) <= 90, "elevation", elevation, "-90 to 90 degrees");
            check(intensity >= 0 && intensity <= 4, "intensity", intensity, "0 to 4");
        }

        Lamp towards(Lamp other, double share) {
            double around = (other.azimuth - azimuth + 540) % 360 - 180;
            double turned = (azimuth + share * around + 540) % 360 - 180;
            return new Lamp(
                    turned,
                    elevation + share * (other.elevation - elevation),
                    mixed(rgb, other.rgb, share),
                    intensity + share * (other.intensity - intensity));
        }

        /** The same lamp in a colour nearer to another one. */
        public Lamp tinted(int colour, double share) {
            return new Lamp(azimuth, elevation, mixed(rgb, colour, share), intensity);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f %.1f #%06x %.3f", azimuth, elevation, rgb, intensity);
        }
    }

    public Lamps {
        check(brightness >= .2 && brightness <= 1.6, "brightness", brightness, "0.2 to 1.6");
    }

    Lamps towards(Lamps other, double share) {
        return new Lamps(
                key.towards(other.key, share),
                fill.towards(other.fill, share),
                rim.towards(other.rim, share),
                brightness + share * (other.brightness - brightness));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "key %s; fill %s; rim %s; brightness %.3f", key, fill, rim, brightness);
    }

    /**
     * Reads {@code key AZIMUTH ELEVATION #RRGGBB INTENSITY; fill …; rim …; brightness B}.
     *
     * @throws IllegalArgumentException it is not of that form, or a value is not allowed
     */
    public static Lamps parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "lamps are \"key AZIMUTH ELEVATION #RRGGBB INTENSITY; fill …; rim …; brightness B\", not \"" + text
                            + "\"");
        }
        String brightness = matcher.group(3 * LAMP_GROUPS + 1);
        return new Lamps(
                lamp(matcher, 1),
                lamp(matcher, 1 + LAMP_GROUPS),
                lamp(matcher, 1 + 2 * LAMP_GROUPS),
                brightness == null ? 1 : Double.parseDouble(brightness));
    }

    private static Lamp lamp(Matcher matcher, int group) {
        return new Lamp(
                Double.parseDouble(matcher.group(group)),
                Double.parseDouble(matcher.group(group + 1)),
                Integer.parseInt(matcher.group(group + 2), 16),
                Double.parseDouble(matcher.group(group + 3)));
    }

    private static int mixed(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 255;
            int b = to >> shift & 255;
            mixed |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return mixed;
    }

    private static void check(boolean allowed, String key, Object value, Object range) {
        if (!allowed) {
            throw new IllegalArgumentException("a lamp's " + key + " " + value + " is not allowed: " + range);
        }
    }
}
