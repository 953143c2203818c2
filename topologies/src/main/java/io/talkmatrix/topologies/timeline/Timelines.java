package io.talkmatrix.topologies.timeline;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Collects the milestones of each turn and writes one {@link TurnTimeline} when it ended. Pure and without state: the
 * caller keeps {@link RoomTurns} and hands in the time.
 *
 * <p>A turn that was cut waits up to {@link #SETTLING_MILLIS} for the sinks that played it to confirm the cut, so that the
 * timeline shows how late they were. Repeated records change nothing; a turn whose timeline was written is over.
 */
final class Timelines {

    static final long SETTLING_MILLIS = 1_000;

    private static final String CONDUCTOR = "conductor";

    /** @param written timelines, in the order in which their turns were opened */
    record Change(RoomTurns state, List<TurnTimeline> written) {}

    private Timelines() {}

    static Change on(RoomTurns state, Event event, long nowMillis) {
        RoomTurns changed = state;
        if (event instanceof Utterance question && question.isFinal()) {
            String source = question.source().name();
            changed = change(state, question.id().turn(), true, log -> log.asked(source));
        } else if (event instanceof ReplySegment segment && segment.id().segment() == 0) {
            changed = change(
                    state,
                    segment.id().turn(),
                    false,
                    log -> log.answered(segment.source().name(), segment.language()));
        } else if (event instanceof TurnEvent milestone) {
            changed = on(state, milestone, nowMillis);
        }
        return changed == state ? new Change(state, List.of()) : write(event.room(), changed, nowMillis);
    }

    static Change onTick(String room, RoomTurns state, long nowMillis) {
        return write(room, state, nowMillis);
    }

    private static RoomTurns on(RoomTurns state, TurnEvent event, long nowMillis) {
        boolean opens = event.milestone() == Milestone.OPENED;
        boolean ends =
                event.milestone() == Milestone.TURN_ENDED && event.stage().equals(CONDUCTOR);
        Mark mark = Mark.of(event);
        return change(state, event.turn(), opens, log -> {
            TurnLog noted = log.with(mark);
            return ends ? noted.due(nowMillis + SETTLING_MILLIS) : noted;
        });
    }

    private static RoomTurns change(RoomTurns state, String turn, boolean opens, UnaryOperator<TurnLog> change) {
        Optional<TurnLog> known = state.turn(turn);
        if (turn.isEmpty() || known.isEmpty() && (!opens || state.written().contains(turn))) {
            return state;
        }
        TurnLog before = known.orElseGet(() -> TurnLog.of(turn));
        TurnLog after = change.apply(before);
        if (known.isPresent() && after.equals(before)) {
            return state;
        }
        List<TurnLog> open = new ArrayList<>(state.open());
        if (known.isPresent()) {
            open.set(open.indexOf(before), after);
        } else {
            open.add(after);
        }
        int from = Math.max(0, open.size() - RoomTurns.OPEN_KEPT);
        return new RoomTurns(open.subList(from, open.size()), state.written());
    }

    private static Change write(String room, RoomTurns state, long nowMillis) {
        List<TurnTimeline> timelines = new ArrayList<>();
        List<TurnLog> open = new ArrayList<>();
        List<String> written = new ArrayList<>(state.written());
        for (TurnLog log : state.open()) {
            if (log.ended() && (log.settled() || nowMillis >= log.dueMillis())) {
                timelines.add(TimelineOfTurn.of(room, log));
                written.add(log.turn());
            } else {
                open.add(log);
            }
        }
        if (timelines.isEmpty()) {
            return new Change(state, timelines);
        }
        int from = Math.max(0, written.size() - RoomTurns.WRITTEN_KEPT);
        return new Change(new RoomTurns(open, written.subList(from, written.size())), timelines);
    }
}
