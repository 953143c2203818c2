package io.talkmatrix.standalone.stack;

import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which parts run in this process, and how many processes of their own others get.
 *
 * @param here what runs in this process
 * @param children number of child processes by role
 */
public record Placement(Set<Role> here, Map<Role, Integer> children) {

    /** Everything in this process. */
    public static final Placement HERE = new Placement(EnumSet.complementOf(EnumSet.copyOf(Role.APART)), Map.of());

    /** What one turn needs, in this process. */
    static final Placement ONE_TURN =
            new Placement(EnumSet.of(Role.ASR, Role.REPLY, Role.TTS, Role.FACE, Role.CONDUCTOR), Map.of());

    /** What it takes to say recorded speech, in this process. */
    static final Placement FACE_ALONE = new Placement(EnumSet.of(Role.FACE, Role.CONDUCTOR), Map.of());

    /** More than one room's partition each is never of use; what a small machine can hold is less. */
    private static final int MOST = 12;

    public Placement {
        EnumMap<Role, Integer> ordered = new EnumMap<>(Role.class);
        ordered.putAll(children);
        ordered.forEach((role, count) -> {
            if (count < 1 || count > MOST) {
                throw new UserError(
                        Kind.BAD_DATA, "--workers " + role.id() + "=" + count + ": 1 to " + MOST + " are allowed");
            }
            if (role == Role.WEBRTC && count > 1) {
                throw new UserError(Kind.BAD_DATA, "--workers " + role.id() + "=" + count + ": there is only one");
            }
        });
        here = Collections.unmodifiableSet(here.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(here));
        children = Collections.unmodifiableMap(ordered);
    }

    /**
     * Reads {@code tts=2,face=1}; what is not named runs in this process.
     *
     * @throws UserError if it is not of that form
     */
    public static Placement parse(String text) {
        EnumMap<Role, Integer> children = new EnumMap<>(Role.class);
        for (String entry : text.split(",")) {
            String[] parts = entry.strip().split("=", 2);
            Role role = Role.of(parts[0].strip());
            if (role == Role.CONSOLE) {
                throw new UserError(Kind.BAD_DATA, "--workers console: up serves the console itself");
            }
            if (children.put(role, parts.length == 1 ? 1 : count(entry, parts[1].strip())) != null) {
                throw new UserError(Kind.BAD_DATA, "--workers names " + role.id() + " twice");
            }
        }
        EnumSet<Role> here = EnumSet.copyOf(HERE.here());
        here.removeAll(children.keySet());
        return new Placement(here, children);
    }

    /** The same with a WebRTC gateway beside it. */
    public Placement withWebRtc() {
        EnumMap<Role, Integer> more = new EnumMap<>(Role.class);
        more.putAll(children);
        more.put(Role.WEBRTC, 1);
        return new Placement(here, more);
    }

    public boolean hasWebRtc() {
        return children.containsKey(Role.WEBRTC);
    }

    private static int count(String entry, String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new UserError(
                    Kind.BAD_DATA, "--workers takes worker=number, for example tts=2,face=1, not " + entry.strip(), e);
        }
    }

    static Placement only(Set<Role> roles) {
        return new Placement(roles, Map.of());
    }

    /** Whether frames are shown as they leave the face; {@code talk} marks its video itself. */
    boolean marksFrames() {
        return !equals(ONE_TURN) && !equals(FACE_ALONE);
    }

    /** What runs here or in a child. */
    Set<Role> everywhere() {
        EnumSet<Role> everywhere = EnumSet.noneOf(Role.class);
        everywhere.addAll(here);
        everywhere.addAll(children.keySet());
        return everywhere;
    }
}
