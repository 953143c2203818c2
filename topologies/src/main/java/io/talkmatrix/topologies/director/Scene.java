package io.talkmatrix.topologies.director;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.topologies.director.DirectorState.Brief;
import io.talkmatrix.topologies.director.DirectorState.Cursor;
import io.talkmatrix.topologies.director.DirectorState.Heard;
import io.talkmatrix.topologies.director.DirectorState.Taken;
import io.talkmatrix.topologies.director.DirectorState.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One decision being made: the room's state as it changes, and what is written on the way. */
final class Scene {

    private static final long MINUTE = 60_000;

    final String room;
    final RoomPlan plan;
    final DirectorSettings settings;
    final long now;
    final List<Candidate> waiting;
    final List<Basket> baskets;
    final List<Heard> recent;
    final List<Taken> taken;
    final List<Window> windows;
    Brief brief;
    Floor floor;
    Cursor cursor;
    boolean held;
    Kind last;

    private final DirectorState before;
    private final List<String> seen;
    private final List<Event> written = new ArrayList<>();
    private long numbered;

    Scene(String room, DirectorState before, RoomPlan plan, long now) {
        this.room = room;
        this.before = before;
        this.plan = plan;
        this.settings = plan.settings();
        this.now = now;
        this.waiting = new ArrayList<>(before.waiting());
        this.baskets = new ArrayList<>(before.baskets());
        this.recent = new ArrayList<>(before.recent());
        this.taken = new ArrayList<>(before.taken());
        this.windows = new ArrayList<>(before.windows());
        this.seen = new ArrayList<>(before.seen());
        this.brief = before.room();
        this.floor = before.floor();
        this.cursor = before.cursor();
        this.held = before.held();
        this.last = before.last();
        this.numbered = before.numbered();
        recent.removeIf(it -> now - it.atMillis() > settings.similarWithin().toMillis());
        taken.removeIf(it -> now - it.atMillis() >= MINUTE);
    }

    Direction direction() {
        DirectorState after = new DirectorState(
                brief, floor, waiting, baskets, seen, recent, taken, windows, cursor, held, last, numbered);
        return new Direction(after.equals(before) ? before : after, written);
    }

    /** True the first time; remembers the latest {@link DirectorState#SEEN}. */
    boolean first(String id) {
        if (seen.contains(id)) {
            return false;
        }
        keep(seen, id, DirectorState.SEEN);
        return true;
    }

    static <T> void keep(List<T> latest, T next, int cap) {
        latest.add(next);
        if (latest.size() > cap) {
            latest.remove(0);
        }
    }

    /** A turn that comes from no live event. */
    String newTurn(String what) {
        return TurnIds.of(now, room, "director/" + what, numbered++);
    }

    void verdict(Milestone milestone, String turn, String reason) {
        verdict(milestone, turn, reason, Map.of());
    }

    void verdict(Milestone milestone, String turn, String reason, Map<String, Double> figures) {
        written.add(new TurnEvent(
                room, turn, floor.generation(), Director.NAME, milestone, -1, -1, "", "", "", reason, figures, now));
    }

    /** Asks the conductor to end a turn. */
    void interrupt(String turn, String why) {
        written.add(
                new Command(room, "director-" + turn, Command.Kind.INTERRUPT, turn, Map.of(), Director.NAME, why, now));
    }

    /**
     * Opens a turn and says what it is about.
     *
     * @param text what is answered or said, fit to be used
     * @param why it was chosen, for people; never the words
     */
    void open(
            String turn,
            Kind kind,
            int priority,
            String user,
            String text,
            long atMillis,
            Map<String, String> how,
            String why,
            Ours ours) {
        Map<String, Double> figures = new HashMap<>();
        figures.put("priority", (double) priority);
        figures.put("waiting", (double) waiting.size());
        figures.put("waitedMillis", (double) Math.max(0, now - atMillis));
        if (kind.cutsBelow() > 0) {
            figures.put("cutsBelow", (double) kind.cutsBelow());
        }
        verdict(Milestone.OPENED, turn, kind.name() + ": " + why, figures);
        Utterance.Source source = kind.verbatim() ? Utterance.Source.SCRIPT : Utterance.Source.COMMENT;
        written.add(new Utterance(
                new UnitId(room, turn, floor.generation(), 0, 0),
                text,
                true,
                Texts.language(brief.language(), text),
                source,
                user,
                atMillis,
                atMillis,
                0,
                "",
                text.length(),
                false,
                how));
        floor = floor.opened(turn, priority, ours, now);
        last = kind;
    }

    long seedOf(String turn) {
        return Wording.mixed(brief.seed() ^ turn.hashCode());
    }
}
