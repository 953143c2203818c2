package io.talkmatrix.topologies.director;

import io.talkmatrix.stage.Room;
import java.util.List;
import java.util.Map;

/**
 * All that the director remembers of a room. Immutable and bounded.
 *
 * @param room what its settings say
 * @param floor who has the word
 * @param waiting comments and requests, in the order in which they came, at most the settings' queue-cap and {@link
 *     #REQUESTS} of operators
 * @param baskets thanks and greetings that gather, at most one of each kind and one of each to be said again
 * @param seen ids of the latest live events and commands, oldest first, at most {@link #SEEN}
 * @param recent latest comments that joined those that wait, oldest first, at most {@link #RECENT}
 * @param taken latest comments taken up within a minute, oldest first, at most {@link #TAKEN}
 * @param windows when the current forget windows began and how many were kept in them
 * @param cursor where the script is
 * @param held true while an operator wants nothing but what they say
 * @param last kind of what was opened last, null before
 * @param numbered turns that have no event of their own, counted
 */
record DirectorState(
        Brief room,
        Floor floor,
        List<Candidate> waiting,
        List<Basket> baskets,
        List<String> seen,
        List<Heard> recent,
        List<Taken> taken,
        List<Window> windows,
        Cursor cursor,
        boolean held,
        Kind last,
        long numbered) {

    static final int SEEN = 512;
    static final int RECENT = 64;
    static final int TAKEN = 120;
    static final int REQUESTS = 20;

    static final DirectorState EMPTY = new DirectorState(
            Brief.UNKNOWN,
            Floor.FREE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Cursor.BEGIN,
            false,
            null,
            0);

    DirectorState {
        waiting = List.copyOf(waiting);
        baskets = List.copyOf(baskets);
        seen = List.copyOf(seen);
        recent = List.copyOf(recent);
        taken = List.copyOf(taken);
        windows = List.copyOf(windows);
    }

    /** What the director needs of a room's settings. */
    record Brief(
            boolean open,
            String language,
            List<String> script,
            Map<String, String> director,
            String clockSink,
            long seed) {

        static final Brief UNKNOWN = new Brief(false, "", List.of(), Map.of(), "", 0);

        Brief {
            script = List.copyOf(script);
            director = Map.copyOf(director);
        }

        static Brief of(Room room) {
            return new Brief(
                    room.state() == Room.State.OPEN,
                    room.language(),
                    room.script(),
                    room.director(),
                    room.clockSink(),
                    room.seed());
        }

        boolean withSink() {
            return !clockSink.isEmpty();
        }
    }

    /** A comment, to know others like it. */
    record Heard(String turn, String letters, long atMillis) {}

    record Taken(String user, long atMillis) {}

    record Window(Kind kind, long sinceMillis, int kept) {}

    /**
     * Where the script is.
     *
     * @param round how often it was said to its end
     * @param tries how often the sentence was begun in vain
     * @param nextAtMillis earliest time of the sentence
     * @param idle how many idle lines were said
     * @param failed how many turns that it opened by itself failed one after the other
     */
    record Cursor(int item, int sentence, long round, int tries, long nextAtMillis, long idle, int failed) {

        static final Cursor BEGIN = new Cursor(0, 0, 0, 0, 0, 0, 0);

        Cursor at(int newItem, int newSentence, long newRound, long nextAt) {
            return new Cursor(newItem, newSentence, newRound, 0, nextAt, idle, failed);
        }

        Cursor again(long nextAt) {
            return new Cursor(item, sentence, round, tries + 1, nextAt, idle, failed);
        }

        Cursor idled() {
            return new Cursor(item, sentence, round, tries, nextAtMillis, idle + 1, failed);
        }

        Cursor failed(int times, long nextAt) {
            return new Cursor(item, sentence, round, tries, nextAt, idle, times);
        }
    }

    /** True if nothing can happen in the room by time alone. */
    boolean sleeps(RoomPlan plan) {
        return !room.open() || waiting.isEmpty() && baskets.isEmpty() && !plan.speaksByItself();
    }
}
