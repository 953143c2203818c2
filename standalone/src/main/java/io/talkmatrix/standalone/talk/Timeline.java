package io.talkmatrix.standalone.talk;

import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** When a turn reached what, from its events. For one thread. */
public final class Timeline {

    private final Map<Milestone, TurnEvent> first = new EnumMap<>(Milestone.class);
    private final Map<String, TurnEvent> work = new LinkedHashMap<>();
    private OptionalLong zeroMillis = OptionalLong.empty();

    /** Counts from here instead of from the SPEECH_END milestone: typed text, or a file fed faster than real time. */
    public void zeroAt(long millis) {
        zeroMillis = OptionalLong.of(millis);
    }

    public void add(TurnEvent event) {
        first.putIfAbsent(event.milestone(), event);
        if (event.figures().containsKey("rtf") || event.figures().containsKey("computeMillis")) {
            work.put(event.stage(), event);
        }
    }

    /** Milliseconds from the end of speech to the milestone; empty if it was not reached. */
    public OptionalLong millis(Milestone milestone) {
        TurnEvent event = first.get(milestone);
        OptionalLong zero = zero();
        return event == null || zero.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(event.atMillis() - zero.getAsLong());
    }

    private OptionalLong zero() {
        if (zeroMillis.isPresent()) {
            return zeroMillis;
        }
        TurnEvent end = first.get(Milestone.SPEECH_END);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end.atMillis());
    }

    /** The milestones of reply.json in order, those that were reached. */
    public Map<String, Long> named() {
        Map<String, Long> named = new LinkedHashMap<>();
        put(named, "transcript", Milestone.TRANSCRIBED);
        put(named, "firstClause", Milestone.FIRST_CLAUSE);
        put(named, "firstAudio", Milestone.FIRST_AUDIO);
        put(named, "firstFrame", Milestone.FIRST_FRAME);
        put(named, "done", Milestone.TURN_ENDED);
        return named;
    }

    private void put(Map<String, Long> named, String name, Milestone milestone) {
        millis(milestone).ifPresent(value -> named.put(name, value));
    }

    /** The last figures each stage reported, by stage. */
    public Map<String, TurnEvent> work() {
        return work;
    }
}
