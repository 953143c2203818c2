package io.talkmatrix.standalone.replay;

import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be replayed, and how.
 *
 * @param rooms at least one
 * @param turn only this turn of the one room
 * @param window only turns that were started in this time
 * @param first the first stage that works again, on what it was given then
 * @param last the last one
 * @param speed how fast its input is fed
 * @param into name of the topics: {@code replay.ID}
 * @param recording name of the isolated topics to read instead of the live ones, empty for those
 * @param changes what is to be other than it was
 */
public record ReplayRequest(
        List<String> rooms,
        Optional<String> turn,
        Window window,
        Role first,
        Role last,
        Speed speed,
        String into,
        Optional<String> recording,
        Changes changes) {

    /** How fast input is fed. */
    public enum Speed {
        /** With the gaps it had. */
        REAL_TIME,
        /** As fast as the stages take it. */
        MAX
    }

    /**
     * A span of time.
     *
     * @param fromMillis ms since the epoch
     * @param toMillis not part of it
     */
    public record Window(long fromMillis, long toMillis) {

        /** All there is. */
        public static final Window EVER = new Window(0, Long.MAX_VALUE);

        boolean holds(long millis) {
            return millis >= fromMillis && millis < toMillis;
        }
    }

    public ReplayRequest {
        rooms = List.copyOf(rooms);
        if (rooms.isEmpty()) {
            throw new UserError(Kind.BAD_DATA, "name the room to replay with --room");
        }
        if (rooms.stream().distinct().count() != rooms.size()) {
            throw new UserError(Kind.BAD_DATA, "--room names a room twice: " + String.join(", ", rooms));
        }
        if (turn.isPresent() && (rooms.size() > 1 || !window.equals(Window.EVER))) {
            throw new UserError(Kind.BAD_DATA, "--turn is one turn of one room: leave --from, --to and more rooms out");
        }
        if (window.fromMillis() >= window.toMillis()) {
            throw new UserError(Kind.BAD_DATA, "--from must be before --to");
        }
        if (!Role.STAGES.contains(first) || !Role.STAGES.contains(last) || first.compareTo(last) > 0) {
            throw new UserError(
                    Kind.BAD_DATA,
                    "--from-stage and --to-stage are two of asr, reply, tts, face, in this order, not " + first.id()
                            + " and " + last.id());
        }
        TopicSets.requireName(into, TopicSets.REPLAY);
    }

    /** The stages that work again. */
    public Set<Role> stages() {
        return EnumSet.range(first, last);
    }

    boolean replays(Role stage) {
        return stages().contains(stage);
    }
}
