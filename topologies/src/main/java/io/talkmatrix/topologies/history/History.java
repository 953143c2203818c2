package io.talkmatrix.topologies.history;

import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.RoomHistory.Exchange;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tells what was really said in a room from questions, reply segments and milestones. Pure and without state: the caller
 * keeps {@link HistoryState}.
 *
 * <p>A turn becomes an {@link Exchange} when it ends. Of a turn that was played out, all of the answer counts; of one that
 * was cut, what was played by the conductor's CUT, made exact by the sink's SINK_CUT. Records come from three topics, in
 * any order between them: a turn that ended is remembered for a while, and its exchange is made anew when something more
 * is learnt. Repeated records change nothing.
 */
final class History {

    /** Sinks say at least every 200 ms how far they are, so a CUT is behind them by no more than this (samples). */
    static final long CUT_IS_BEHIND_BY = 24_000 / 2;

    static final int ENDED_KEPT = 8;
    static final int TELLINGS_KEPT = 64;

    private static final String CONDUCTOR = "conductor";
    private static final String MERGES = "MERGES ";
    private static final String MERGED = "MERGED ";
    private static final int MERGED_TOGETHER = 4;

    /** @param history to publish, empty if it did not change */
    record Change(HistoryState state, Optional<RoomHistory> history) {}

    private History() {}

    /**
     * False for what need not be looked at: most records of a room are about how far a sink has come, and what the host says
     * by itself is no conversation.
     */
    static boolean concerns(Event event) {
        if (event instanceof Utterance question) {
            return question.isFinal() && question.source() != Utterance.Source.SCRIPT;
        }
        if (event instanceof ReplySegment segment) {
            return segment.source() != ReplySegment.Source.SCRIPT;
        }
        return !(event instanceof TurnEvent milestone) || milestone.milestone() != Milestone.PLAYED;
    }

    static Change on(HistoryState state, Event event) {
        if (event instanceof Utterance question) {
            String turn = question.id().turn();
            return question.isFinal()
                    ? change(state, event.room(), turn, it -> it.asked(question.text(), question.language()))
                    : nothing(state);
        }
        if (event instanceof ReplySegment segment) {
            int number = segment.id().segment();
            return change(state, event.room(), segment.id().turn(), it -> it.says(number, segment.text()));
        }
        return event instanceof TurnEvent milestone ? on(state, milestone) : nothing(state);
    }

    private static Change on(HistoryState state, TurnEvent event) {
        boolean decided = event.stage().equals(CONDUCTOR);
        UnaryOperator<Telling> change = UnaryOperator.identity();
        if (event.milestone() == Milestone.SEGMENT_SPOKEN || event.milestone() == Milestone.SPOKEN) {
            change = it -> it.spoken(event.segment(), event.ptsSamples());
        } else if (event.milestone() == Milestone.SINK_CUT) {
            change = it -> it.over() && event.ptsSamples() <= it.playedSamples() + CUT_IS_BEHIND_BY
                    ? it.played(event.ptsSamples())
                    : it;
        } else if (decided && event.milestone() == Milestone.CUT) {
            boolean merged = event.detail().startsWith(MERGED);
            change = it -> merged ? it.mergedIntoAnother() : it.played(event.ptsSamples());
        } else if (decided && event.milestone() == Milestone.TURN_ENDED) {
            change = it -> it.ended(event.detail(), event.atMillis());
        } else if (decided
                && event.milestone() == Milestone.STARTED
                && event.detail().startsWith(MERGES)) {
            String earlier = event.detail().substring(MERGES.length());
            Change gone = change(state, event.room(), earlier, Telling::mergedIntoAnother);
            Change next = change(gone.state(), event.room(), event.turn(), it -> it.goesOnWith(earlier));
            return next.history().isPresent() ? next : new Change(next.state(), gone.history());
        } else {
            return nothing(state);
        }
        return change(state, event.room(), event.turn(), change);
    }

    private static Change nothing(HistoryState state) {
        return new Change(state, Optional.empty());
    }

    private static Change change(HistoryState state, String room, String turn, UnaryOperator<Telling> change) {
        Optional<Telling> known = state.telling(turn);
        boolean forgotten = known.isEmpty()
                && state.exchanges().stream()
                        .anyMatch(exchange -> exchange.turn().equals(turn));
        if (forgotten || turn.isEmpty()) {
            return nothing(state);
        }
        Telling before = known.orElseGet(() -> Telling.of(turn));
        Telling after = change.apply(before);
        if (after.equals(before)) {
            return nothing(state);
        }
        List<Telling> tellings = new ArrayList<>(state.tellings());
        if (known.isPresent()) {
            tellings.set(tellings.indexOf(before), after);
        } else {
            tellings.add(after);
        }
        List<Exchange> exchanges =
                after.over() ? exchanges(new HistoryState(state.exchanges(), tellings)) : state.exchanges();
        Optional<RoomHistory> news =
                exchanges.equals(state.exchanges()) ? Optional.empty() : Optional.of(new RoomHistory(room, exchanges));
        return new Change(new HistoryState(exchanges, kept(tellings)), news);
    }

    /** Without the oldest that ended, and, should turns never end, without the oldest at all. */
    private static List<Telling> kept(List<Telling> tellings) {
        List<Telling> kept = new ArrayList<>(tellings);
        long ended = kept.stream().filter(Telling::over).count();
        for (int i = 0; i < kept.size() && ended > ENDED_KEPT; ) {
            if (kept.get(i).over()) {
                kept.remove(i);
                ended--;
            } else {
                i++;
            }
        }
        return kept.size() > TELLINGS_KEPT ? kept.subList(kept.size() - TELLINGS_KEPT, kept.size()) : kept;
    }

    private static List<Exchange> exchanges(HistoryState told) {
        List<Exchange> all = new ArrayList<>(told.exchanges());
        for (Telling telling : told.tellings()) {
            int at = indexOf(all, telling.turn());
            Optional<Exchange> exchange = exchange(told, telling);
            if (exchange.isEmpty()) {
                if (at >= 0) {
                    all.remove(at);
                }
            } else if (at >= 0) {
                all.set(at, exchange.get());
            } else {
                all.add(place(all, exchange.get()), exchange.get());
            }
        }
        return all.subList(Math.max(0, all.size() - RoomHistory.MOST), all.size());
    }

    private static Optional<Exchange> exchange(HistoryState told, Telling telling) {
        if (!telling.over() || telling.mergedAway()) {
            return Optional.empty();
        }
        String question = question(told, telling, MERGED_TOGETHER);
        String answer = telling.answer();
        if (question.isEmpty() && answer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Exchange(
                telling.turn(), question, answer, telling.language(), telling.interrupted(), telling.endedAtMillis()));
    }

    private static String question(HistoryState told, Telling telling, int most) {
        if (telling.merges().isEmpty() || most == 1) {
            return telling.question();
        }
        String earlier = told.telling(telling.merges())
                .map(before -> question(told, before, most - 1))
                .orElse("");
        return Words.atMost(Telling.MOST_UNITS, Words.joinQuestions(earlier, telling.question()));
    }

    /** Exchanges stand in the order in which their turns ended. */
    private static int place(List<Exchange> all, Exchange exchange) {
        int at = all.size();
        while (at > 0 && all.get(at - 1).atMillis() > exchange.atMillis()) {
            at--;
        }
        return at;
    }

    private static int indexOf(List<Exchange> all, String turn) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).turn().equals(turn)) {
                return i;
            }
        }
        return -1;
    }
}
