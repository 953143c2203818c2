package io.talkmatrix.console.activity;

import io.talkmatrix.console.activity.TurnView.State;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One room's latest turns and what it does, from the records of its topics in whichever order those deliver them. Bounded:
 * the oldest turns are forgotten. For one thread at a time.
 */
public final class RoomActivity {

    private final int mostTurns;
    private final Map<String, OngoingTurn> turns = new LinkedHashMap<>();
    private final Map<String, TurnTimeline> timelines = new LinkedHashMap<>();
    private final LiveComments comments = new LiveComments();
    private String activeTurn = "";
    private String heardTurn = "";
    private boolean paused;
    private RoomState state = RoomState.IDLE;

    /** @param mostTurns how many are remembered */
    public RoomActivity(int mostTurns) {
        this.mostTurns = mostTurns;
    }

    /** Takes over a record of the room. @return what followers are to be told, in order */
    public List<RoomNews> take(Event event) {
        List<RoomNews> news = new ArrayList<>();
        if (event instanceof Utterance said) {
            heard(said, news);
        } else if (event instanceof ReplySegment segment) {
            if (turn(segment.id().turn(), 0).answered(segment)) {
                news.add(new RoomNews.Clause(segment.id().turn(), OngoingTurn.clause(segment)));
            }
        } else if (event instanceof TurnEvent milestone) {
            reached(milestone, news);
        } else if (event instanceof LiveEvent live) {
            comments.happened(live).map(RoomNews.Commented::new).ifPresent(news::add);
        } else if (event instanceof Control control) {
            activeTurn = control.activeTurn();
            paused = control.kind() == Control.Kind.PAUSE;
        } else if (event instanceof TurnTimeline timeline) {
            timed(timeline, news);
        } else if (event instanceof Room room) {
            news.add(new RoomNews.Changed(room));
        }
        RoomState now = stateNow();
        if (now != state) {
            state = now;
            news.add(new RoomNews.Stated(state, activeTurn));
        }
        return news;
    }

    public RoomSnapshot snapshot() {
        List<TurnView> views = new ArrayList<>();
        turns.values().stream()
                .filter(turn -> turn.state() != State.DROPPED)
                .map(OngoingTurn::view)
                .forEach(views::add);
        Collections.reverse(views);
        return new RoomSnapshot(state, activeTurn, views, comments.latest());
    }

    public Optional<TurnTimeline> timeline(String turn) {
        return Optional.ofNullable(timelines.get(turn));
    }

    private void heard(Utterance said, List<RoomNews> news) {
        String id = said.id().turn();
        OngoingTurn turn = turn(id, said.startMillis());
        if (turn.over() || !turn.heard(said)) {
            return;
        }
        heardTurn = said.isFinal() ? "" : id;
        news.add(
                said.isFinal()
                        ? new RoomNews.Turned(turn.view())
                        : new RoomNews.Partial(id, said.text(), said.stablePrefix(), said.language()));
    }

    private void reached(TurnEvent event, List<RoomNews> news) {
        boolean failed = event.milestone() == Milestone.PREPARE_FAILED;
        if (failed || event.milestone() == Milestone.PREPARED) {
            if (failed || !event.detail().isEmpty()) {
                news.add(new RoomNews.Note(failed, event.stage(), event.detail()));
            }
            return;
        }
        comments.judged(event).map(RoomNews.Commented::new).ifPresent(news::add);
        boolean noTurn = event.milestone() == Milestone.PASSED_OVER || event.milestone() == Milestone.COUNTED;
        if (event.turn().isEmpty() || noTurn) {
            return;
        }
        OngoingTurn turn = turn(event.turn(), event.atMillis());
        if (turn.reached(event)) {
            if (turn.over() && heardTurn.equals(event.turn())) {
                heardTurn = "";
            }
            news.add(new RoomNews.Turned(turn.view()));
        }
    }

    private void timed(TurnTimeline timeline, List<RoomNews> news) {
        timelines.put(timeline.turn(), timeline);
        forgetOldest(timelines);
        OngoingTurn turn = turns.get(timeline.turn());
        if (turn != null) {
            turn.timed(timeline);
        }
        news.add(new RoomNews.Timed(timeline));
    }

    private RoomState stateNow() {
        if (paused && !activeTurn.isEmpty()) {
            return RoomState.PAUSED;
        }
        OngoingTurn active = turns.get(activeTurn);
        if (active != null && active.state() == State.SPEAKING) {
            return RoomState.SPEAKING;
        }
        if (!heardTurn.isEmpty()) {
            return RoomState.LISTENING;
        }
        return activeTurn.isEmpty() ? RoomState.IDLE : RoomState.THINKING;
    }

    private OngoingTurn turn(String id, long at) {
        OngoingTurn turn = turns.computeIfAbsent(id, key -> new OngoingTurn(key, at));
        forgetOldest(turns);
        return turn;
    }

    private void forgetOldest(Map<String, ?> of) {
        if (of.size() > mostTurns) {
            of.remove(of.keySet().iterator().next());
        }
    }
}
