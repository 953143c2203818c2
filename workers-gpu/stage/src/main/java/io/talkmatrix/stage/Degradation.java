package io.talkmatrix.stage;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Kinds of reasons for which something is done in a lesser way than told, as metrics count them: {@link TurnUnit#degraded()}
 * is written for people and may name anything.
 */
public enum Degradation {
    /** A model's GPU is lost or not there. */
    DEVICE("on the CPU instead of"),
    /** The room's knowledge cannot be read. */
    KNOWLEDGE("knowledge: "),
    /** An engine or a voice that the room asks for is not there. */
    NOT_LOADED("is not loaded", "does not speak", "draws instead of"),
    /** An engine failed so often that it is not asked for a while. */
    LEFT_ALONE("left alone for now"),
    /** An engine was still busy with others. */
    BUSY("was busy"),
    /** An engine took too long. */
    LATE("wrote nothing for", "too slow"),
    /** An engine failed, or what it made could not be used. */
    FAILED("failed", "strayed"),
    /** A worker that took the turn over could not go on as its predecessor had begun. */
    TAKEN_OVER("begun by another worker"),
    /** None of these. */
    OTHER;

    private static final String BETWEEN = "; ";

    private final List<String> words;

    Degradation(String... words) {
        this.words = List.of(words);
    }

    /** {@code device}, {@code not-loaded} … */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Two reasons as one; either may be empty. */
    public static String join(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + BETWEEN + second;
    }

    /** The kinds of a reason, or of several that were joined; none if it is empty. */
    public static Set<Degradation> of(String reasons) {
        Set<Degradation> kinds = EnumSet.noneOf(Degradation.class);
        for (Degradation kind : values()) {
            if (kind.words.stream().anyMatch(reasons::contains)) {
                kinds.add(kind);
            }
        }
        if (kinds.isEmpty() && !reasons.isEmpty()) {
            kinds.add(OTHER);
        }
        return kinds;
    }
}
