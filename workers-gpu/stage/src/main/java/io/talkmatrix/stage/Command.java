package io.talkmatrix.stage;

import java.util.Map;

/**
 * A request to a room, on {@code room.commands}. Only the conductor acts on it, but for {@link Kind#ACT}.
 *
 * @param room room id
 * @param commandId unique; a repeated id is ignored
 * @param kind what is asked
 * @param turn the turn it is about, empty for the active one
 * @param arguments kind-specific values (for SAY {@code text} to be said as it is, or {@code ask} and {@code user} to be answered;
 *     {@code name} for a switch …)
 * @param who user, page session or worker that asks
 * @param why reason for people who read the log
 * @param atMillis when it was asked, ms since the epoch
 */
public record Command(
        String room,
        String commandId,
        Kind kind,
        String turn,
        Map<String, String> arguments,
        String who,
        String why,
        long atMillis)
        implements Event {

    public Command {
        arguments = Map.copyOf(arguments);
    }

    public enum Kind {
        SAY,
        /** Somebody may be speaking: fade out, cancel nothing yet. */
        PAUSE,
        RESUME,
        /** Stop the active turn. */
        INTERRUPT,
        MUTE,
        UNMUTE,
        SWITCH_AVATAR,
        SWITCH_VOICE,
        /** The room's sink is gone: end all its open turns. */
        CLOSE_ROOM,
        /** The director's work: {@code do} is {@code hold}, {@code go} or {@code skip}. */
        DIRECT,
        /**
         * How the host looks: {@code emotion} with {@code intensity}, or {@code auto} to feel what it says; {@code clip} with
         * {@code strength}, to be performed. Taken up by the face stage; the conductor has nothing to do with it.
         */
        ACT
    }
}
