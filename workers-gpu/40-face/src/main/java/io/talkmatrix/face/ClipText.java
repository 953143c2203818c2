package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clips as text: a step a line, {@code FROM[-UNTIL] WHAT [HOW MUCH]}, times in seconds, {@code #} begins a comment. WHAT is a
 * {@link Gesture} (it ends by itself, HOW MUCH −1 to 1), an emotion (HOW MUCH 0 to 1) or a {@link Movement} (HOW MUCH up to
 * {@link Movement#most}).
 */
public final class ClipText {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern LINE =
            Pattern.compile("(\\d+(?:\\.\\d+)?)(?:-(\\d+(?:\\.\\d+)?))?\\s+([a-z-]+)(?:\\s+(-?\\d*\\.?\\d+))?");
    private static final int SHOWN = 60;

    private ClipText() {}

    /** True if a clip may be called so: 1–40 of {@code a–z 0–9 -}. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Reads a clip.
     *
     * @throws ClipException the name or a line cannot be understood; the message names it
     */
    public static Clip parse(String name, List<String> lines) {
        if (!isName(name)) {
            throw new ClipException("a clip is called by 1 to 40 of a–z 0–9 -, not \"" + shown(name) + "\"");
        }
        List<Clip.Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                if (steps.size() == Clip.MOST_STEPS) {
                    throw new ClipException("clip " + name + " has more than " + Clip.MOST_STEPS + " steps");
                }
                steps.add(step("clip " + name + ", line " + (i + 1) + ": ", line));
            }
        }
        return new Clip(name, steps);
    }

    private static Clip.Step step(String where, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new ClipException(where + "\"" + shown(line) + "\" is not FROM[-UNTIL] WHAT [HOW MUCH]");
        }
        double from = Double.parseDouble(matcher.group(1));
        Optional<Double> until = Optional.ofNullable(matcher.group(2)).map(Double::parseDouble);
        String what = matcher.group(3);
        Optional<Double> amount = Optional.ofNullable(matcher.group(4)).map(Double::parseDouble);
        Optional<Gesture> gesture = until.isPresent() ? Optional.empty() : Gesture.labelled(what);
        if (gesture.isPresent()) {
            return new Clip.Move(from, gesture.get(), within(where, what, amount.orElse(1.0), -1, 1));
        }
        double end = until.orElseThrow(() -> new ClipException(where + what + " is no gesture of "
                + labels(Arrays.stream(Gesture.values()).map(Gesture::label)) + ", so it needs an end: FROM-UNTIL"));
        Optional<Emotion> emotion = emotion(what);
        if (emotion.isPresent()) {
            return new Clip.Feel(from, end, emotion.get(), within(where, what, amount.orElse(1.0), 0, 1));
        }
        Movement movement = Movement.labelled(what)
                .orElseThrow(() -> new ClipException(where + what + " is none of "
                        + labels(Stream.concat(
                                Arrays.stream(Emotion.values()).map(ClipText::label),
                                Arrays.stream(Movement.values()).map(Movement::label)))));
        double value = amount.orElseThrow(
                () -> new ClipException(where + what + " needs an amount, at most " + movement.most()));
        return new Clip.Hold(from, end, movement, within(where, what, value, -movement.most(), movement.most()));
    }

    private static double within(String where, String what, double value, double least, double most) {
        if (value < least || value > most) {
            throw new ClipException(where + what + " " + value + " is not within " + least + " and " + most);
        }
        return value;
    }

    private static Optional<Emotion> emotion(String label) {
        return Arrays.stream(Emotion.values())
                .filter(emotion -> label(emotion).equals(label))
                .findFirst();
    }

    private static String label(Emotion emotion) {
        return emotion.name().toLowerCase(Locale.ROOT);
    }

    private static String labels(Stream<String> labels) {
        return labels.collect(Collectors.joining(", "));
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
