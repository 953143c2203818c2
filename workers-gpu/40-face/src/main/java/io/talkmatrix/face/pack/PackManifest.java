package io.talkmatrix.face.pack;

import io.talkmatrix.face.Landmarks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an avatar pack says of itself: {@code manifest.json}. Names its files with their SHA-256, so that a pack that was
 * changed or half copied is noticed. Displacement bases and layer masks are not among them: they are solved from portrait and
 * landmarks within a second when a process first shows the host, and would be 10 MB that every change of the engine makes
 * useless.
 *
 * @param format of the pack, {@link #FORMAT}
 * @param name of the pack, its folder's name
 * @param created ISO 8601, UTC
 * @param source what it was made from
 * @param crop what was cut from the source, in the source's pixels
 * @param portrait the frame at rest
 * @param landmarks 468 points, x and y in pixels of the portrait
 * @param matte which part of the portrait is the host, if the source said so
 * @param clip the moving pictures, if it was made from such
 * @param around what the source shows around the portrait, if it shows more and does not move
 * @param licence of the picture, for people; never empty
 * @param consent who allowed that this face speaks, and how that is known; never empty
 * @param warnings what a person should know about the portrait
 */
public record PackManifest(
        int format,
        String name,
        String created,
        Source source,
        Crop crop,
        PackFile portrait,
        double[] landmarks,
        Optional<PackFile> matte,
        Optional<PackFile> clip,
        Optional<Around> around,
        String licence,
        String consent,
        List<String> warnings) {

    /** The format written here. Others are refused. */
    public static final int FORMAT = 1;

    /** What a pack may be called. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

    private static final int MOST_TEXT = 4_000;

    /** The file that was given, by name and content. */
    public record Source(String file, String sha256) {}

    /** A square: its middle and side, and its turn in radians. */
    public record Crop(double x, double y, double side, double roll) {}

    /** A file in the pack's folder. */
    public record PackFile(String file, String sha256) {}

    /** A picture with the portrait in it, which begins so many pixels from its left and its top. */
    public record Around(PackFile picture, int left, int top) {}

    public PackManifest {
        require(format == FORMAT, "format", format + ": this program reads format " + FORMAT);
        require(name != null && NAME.matcher(name).matches(), "name", name + ": 1 to 40 letters, digits, '_' or '-'");
        require(source != null && crop != null && portrait != null && created != null, "manifest", "incomplete");
        require(
                landmarks != null && landmarks.length == 2 * Landmarks.POINTS,
                "landmarks",
                "not " + Landmarks.POINTS + " points");
        require(text(licence), "licence", "missing: say whose picture it is and under what terms it may be shown");
        require(text(consent), "consent", "missing: say who allowed that this face speaks, or that no person is shown");
        clip = clip == null ? Optional.empty() : clip;
        matte = matte == null ? Optional.empty() : matte;
        around = around == null ? Optional.empty() : around;
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    private static boolean text(String value) {
        return value != null && !value.isBlank() && value.length() <= MOST_TEXT;
    }

    private static void require(boolean fine, String field, String problem) {
        if (!fine) {
            throw new IllegalArgumentException(field + " is " + problem);
        }
    }
}
