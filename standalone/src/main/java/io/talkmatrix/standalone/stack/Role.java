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
    WEBRTC;

    /** The four stages, which load models. */
    public static final Set<Role> STAGES = Set.copyOf(EnumSet.of(ASR, REPLY, TTS, FACE));

    /** What runs in processes of its own only: its native code may end them. */
    static final Set<Role> APART = Set.of(WEBRTC);

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

    private static String ids() {
        return Arrays.stream(values()).map(Role::id).collect(Collectors.joining(", "));
    }
}
