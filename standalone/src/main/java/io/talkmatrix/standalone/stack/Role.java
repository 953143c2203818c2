package io.talkmatrix.standalone.stack;

import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of the deployment that can run in a process of its own. In the order of the flow. */
public enum Role {
    ASR,
    REPLY,
    TTS,
    FACE,
    CONDUCTOR,
    DIRECTOR,
    TIMELINE,
    WEBRTC,
    CONSOLE;

    /** The four stages, which load models. */
    public static final Set<Role> STAGES = Set.copyOf(EnumSet.of(ASR, REPLY, TTS, FACE));

    /** The Kafka Streams topologies, which are light enough for one process. */
    public static final Set<Role> TOPOLOGIES = Set.copyOf(EnumSet.of(CONDUCTOR, DIRECTOR, TIMELINE));

    /** What {@code up} does not run as a part of itself: native code that may end the process, and what it is itself. */
    static final Set<Role> APART = Set.of(WEBRTC, CONSOLE);

    private static final String ALL_TOPOLOGIES = "topologies";

    /** As it is written on the command line and in consumer groups. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws UserError if there is no such role */
    public static Role of(String id) {
        return Arrays.stream(values())
                .filter(role -> role.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserError(Kind.BAD_DATA, "there is no worker '" + id + "', but " + ids()));
    }

    /**
     * Reads {@code conductor,director}; {@code topologies} stands for all three of them.
     *
     * @throws UserError if there is no such role
     */
    public static Set<Role> several(String ids) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String id : ids.split(",")) {
            if (id.strip().equals(ALL_TOPOLOGIES)) {
                roles.addAll(TOPOLOGIES);
            } else {
                roles.add(of(id.strip()));
            }
        }
        return roles;
    }

    private static String ids() {
        return Arrays.stream(values()).map(Role::id).collect(Collectors.joining(", "));
    }
}
