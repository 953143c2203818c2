package io.talkmatrix.topologies.director;

import io.talkmatrix.moderation.Verdict;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One room on a clock of its own: the director's core, and around it what a conductor, a voice and a sink do with the turns
 * that it opens. Time moves in steps of the director's tick.
 */
final class RoomSimulation {

    static final long BEGIN = 1_700_000_000_000L;
    static final String SINK = "sink";

    /** A turn that was opened, by whomever. */
    static final class Turn {
        final String id;
        final int priority;
        final boolean spoken;
        final Utterance said;
        boolean hangs;
        long startedAt;
        long audioAt;
        long lengthMillis;
        String outcome = "";

        Turn(String id, int priority, boolean spoken, Utterance said) {
            this.id = id;
            this.priority = priority;
            this.spoken = spoken;
            this.said = said;
        }
    }

    final String room;
    final Director director;
    final DirectorSettings settings;
    final List<TurnEvent> verdicts = new ArrayList<>();
    final List<Turn> turns = new ArrayList<>();
    final Map<String, TurnEvent> opened = new HashMap<>();
    DirectorState state = DirectorState.EMPTY;
    long now = BEGIN;
    long firstAudioMillis = 400;
    ToLongFunction<String> length = text -> 1_000 + 150L * text.length();
    long step;
    boolean nextHangs;
    boolean fails;
    long longestSilence;
    int mostWaiting;
    private final List<Turn> queue = new ArrayList<>();
    private Turn active;
    private int generation;
    private long silentSince = BEGIN;
    private boolean paused;

    RoomSimulation(String room, DirectorSettings settings, Function<String, Verdict> moderation) {
        this.room = room;
        this.settings = settings;
        this.step = settings.tick().toMillis();
        this.director = new Director(settings, moderation);
    }

    static Function<String, Verdict> nothingListed() {
        return io.talkmatrix.moderation.WordList.of(List.of())::judge;
    }

    void described(List<String> script, Map<String, String> directorSettings, String language) {
        take(director.on(state, room(room, script, directorSettings, language, Room.State.OPEN), now));
    }

    static Room room(String id, List<String> script, Map<String, String> director, String language, Room.State state) {
        return Room.of(id).toBuilder()
                .state(state)
                .language(language)
                .script(script)
                .clockSink(SINK)
                .seed(7)
                .director(director)
                .build();
    }

    void closed() {
        take(director.on(state, room(room, List.of(), Map.of(), "zh", Room.State.CLOSED), now));
    }

    String comment(String user, String text) {
        return happens(LiveEvent.Kind.COMMENT, user, text, 1);
    }

    String happens(LiveEvent.Kind kind, String user, String text, int count) {
        LiveEvent event = new LiveEvent(
                room,
                "test",
                "e" + verdicts.size() + "-" + turns.size() + "-" + now + text.hashCode() + user,
                kind,
                user,
                text,
                count,
                Map.of(),
                now);
        return happens(event);
    }

    String happens(LiveEvent event) {
        take(director.on(state, event, now));
        return event.turn();
    }

    void asks(Command.Kind kind, Map<String, String> arguments) {
        String id = "command-" + now + arguments;
        take(director.on(state, new Command(room, id, kind, "", arguments, "operator", "", now), now));
    }

    /** Somebody speaks for a while: cuts what is said. */
    void speaks(String turn, long millis) {
        tell("asr", turn, Milestone.OPENED, -1, "");
        if (active != null) {
            end(active, "INTERRUPTED");
        }
        Turn spoken = new Turn(turn, 30, true, null);
        turns.add(spoken);
        start(spoken);
        spoken.lengthMillis = millis;
    }

    /** An operator stops what is said. */
    void interrupt() {
        if (active != null) {
            end(active, "INTERRUPTED");
            startNext();
        }
    }

    /** Its OPENED is written once more, by somebody else. */
    void reopens(String turn) {
        tell("api", turn, Milestone.OPENED, -1, "");
    }

    void pause(boolean nowPaused) {
        paused = nowPaused;
        tell("conductor", active.id, nowPaused ? Milestone.PAUSED : Milestone.RESUMED, -1, "");
    }

    Turn active() {
        return active;
    }

    void passes(long millis) {
        long end = now + millis;
        while (now < end) {
            now = Math.min(end, now + step);
            play();
            take(director.onTick(room, state, now));
        }
    }

    /** What was said or answered, in order, as {@code KIND words}. */
    List<String> said() {
        return turns.stream()
                .filter(turn -> turn.said != null)
                .map(turn -> opened.get(turn.id).detail().split(":")[0] + " " + turn.said.text())
                .toList();
    }

    String reason(String turn) {
        return verdicts.stream()
                .filter(it -> it.turn().equals(turn))
                .map(it -> it.milestone() + " " + it.detail())
                .findFirst()
                .orElse("");
    }

    private void play() {
        if (active == null || paused) {
            return;
        }
        if (fails) {
            end(active, "FAILED(no voice)");
            startNext();
            return;
        }
        if (active.audioAt == 0 && !active.hangs && now >= active.startedAt + firstAudioMillis) {
            active.audioAt = now;
            heard();
            tell("tts", active.id, Milestone.FIRST_AUDIO, -1, "");
            tell("tts", active.id, Milestone.SPOKEN, active.lengthMillis * 24, "");
        }
        if (active.audioAt > 0) {
            long played = Math.min(active.lengthMillis, now - active.audioAt);
            tell(SINK, active.id, Milestone.PLAYED, played * 24, "");
            silentSince = now;
            if (played >= active.lengthMillis) {
                Turn done = active;
                end(done, "COMPLETED");
                startNext();
            }
        } else {
            longestSilence = Math.max(longestSilence, now - silentSince);
        }
    }

    private void heard() {
        longestSilence = Math.max(longestSilence, now - silentSince);
        silentSince = now;
    }

    private void take(Direction direction) {
        state = direction.state();
        mostWaiting = Math.max(mostWaiting, state.waiting().size());
        TurnEvent opening = null;
        for (Event event : direction.written()) {
            if (event instanceof TurnEvent said) {
                verdicts.add(said);
                if (said.milestone() == Milestone.OPENED) {
                    opening = said;
                    opened.put(said.turn(), said);
                }
            } else if (event instanceof Utterance utterance) {
                open(opening, utterance);
            } else if (event instanceof Command command) {
                endAnywhere(command.turn());
            }
        }
        if (active == null) {
            longestSilence = Math.max(longestSilence, now - silentSince);
        }
    }

    private void open(TurnEvent opening, Utterance said) {
        int priority = opening.figures().get("priority").intValue();
        Turn turn = new Turn(said.id().turn(), priority, false, said);
        turns.add(turn);
        double cuts = opening.figures().getOrDefault("cutsBelow", 0.0);
        if (active != null && !active.spoken && active.priority < cuts) {
            end(active, "INTERRUPTED");
        }
        if (active == null && (queue.isEmpty() || queue.get(0).priority < priority)) {
            start(turn);
        } else {
            int at = queue.size();
            while (at > 0 && queue.get(at - 1).priority < priority) {
                at--;
            }
            queue.add(at, turn);
        }
    }

    private void start(Turn turn) {
        active = turn;
        turn.startedAt = now;
        turn.hangs = nextHangs;
        nextHangs = false;
        turn.lengthMillis = turn.said == null ? turn.lengthMillis : length.applyAsLong(turn.said.text());
        tell("conductor", turn.id, Milestone.STARTED, -1, "");
    }

    private void startNext() {
        if (active == null && !queue.isEmpty()) {
            start(queue.remove(0));
        }
    }

    private void endAnywhere(String turn) {
        if (active != null && active.id.equals(turn)) {
            end(active, "INTERRUPTED");
            startNext();
        } else {
            queue.stream().filter(it -> it.id.equals(turn)).findFirst().ifPresent(it -> {
                queue.remove(it);
                it.outcome = "INTERRUPTED";
                tell("conductor", turn, Milestone.TURN_ENDED, -1, "INTERRUPTED");
            });
        }
    }

    private void end(Turn turn, String outcome) {
        turn.outcome = outcome;
        active = null;
        paused = false;
        generation += outcome.equals("COMPLETED") ? 0 : 1;
        tell("conductor", turn.id, Milestone.TURN_ENDED, -1, outcome);
    }

    private void tell(String stage, String turn, Milestone milestone, long pts, String detail) {
        take(director.on(
                state,
                new TurnEvent(room, turn, generation, stage, milestone, -1, pts, "", "", "", detail, Map.of(), now),
                now));
    }
}
