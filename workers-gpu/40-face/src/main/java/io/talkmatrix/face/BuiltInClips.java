package io.talkmatrix.face;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clips every host knows: each {@link Gesture} by its label, and the texts in {@code clips/}. Immutable. */
public final class BuiltInClips {

    private static final List<String> TEXTS =
            List.of("greeting", "thanks", "agree", "disagree", "thinking", "apology", "wow", "cheeky");
    private static final Map<String, Clip> ALL = read();

    private BuiltInClips() {}

    /** Gestures first, then the others. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    public static Optional<Clip> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, Clip> read() {
        Map<String, Clip> all = new LinkedHashMap<>();
        for (Gesture gesture : Gesture.values()) {
            all.put(gesture.label(), Clip.of(gesture));
        }
        for (String name : TEXTS) {
            all.put(name, read(name));
        }
        return all;
    }

    private static Clip read(String name) {
        try (InputStream in = BuiltInClips.class.getResourceAsStream("clips/" + name + ".clip")) {
            if (in == null) {
                throw new IllegalStateException("the clip " + name + " is missing");
            }
            return ClipText.parse(
                    name,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the clip " + name + " cannot be read", e);
        }
    }
}
