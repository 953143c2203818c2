package io.talkmatrix.topologies.director;

import java.util.ArrayList;
import java.util.List;

/**
 * What is thanked for, or greeted, in one turn: bounded, and nothing that came is forgotten in the count.
 *
 * @param turn id of the turn it will be: that of its first event
 * @param kind GIFTS, FOLLOWED or WELCOME
 * @param lines who and what, in the order in which they first came, at most {@link #LINES}
 * @param otherEvents events of others that found no line
 * @param events all events in it
 * @param sinceMillis when its first event came
 * @param tries how often it was said in vain
 */
record Basket(String turn, Kind kind, List<Line> lines, int otherEvents, int events, long sinceMillis, int tries) {

    static final int LINES = 20;

    /** @param count how many of them; 0 for greetings */
    record Line(String user, String gift, int count) {}

    Basket {
        lines = List.copyOf(lines);
    }

    static Basket of(String turn, Kind kind, Line line, long nowMillis) {
        return new Basket(turn, kind, List.of(line), 0, 1, nowMillis, 0);
    }

    Basket with(Line more) {
        List<Line> all = new ArrayList<>(lines);
        for (int i = 0; i < all.size(); i++) {
            Line line = all.get(i);
            if (line.user().equals(more.user()) && line.gift().equals(more.gift())) {
                all.set(i, new Line(line.user(), line.gift(), Math.addExact(line.count(), more.count())));
                return new Basket(turn, kind, all, otherEvents, events + 1, sinceMillis, tries);
            }
        }
        if (all.size() == LINES) {
            return new Basket(turn, kind, all, otherEvents + 1, events + 1, sinceMillis, tries);
        }
        all.add(more);
        return new Basket(turn, kind, all, otherEvents, events + 1, sinceMillis, tries);
    }

    /** The same to be said again, as another turn. */
    Basket again(String newTurn, long nowMillis) {
        return new Basket(newTurn, kind, lines, otherEvents, events, nowMillis, tries + 1);
    }
}
