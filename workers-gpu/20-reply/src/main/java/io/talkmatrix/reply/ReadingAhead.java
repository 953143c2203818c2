package io.talkmatrix.reply;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.UnitId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets the chat model read the beginning of what it will be asked while no answer waits for it: a room's persona, what was
 * said after each turn, the words that are certain while somebody speaks. What it has read it need not read when the
 * question is there. Safe for use from any thread.
 */
final class ReadingAhead {

    private static final System.Logger LOG = System.getLogger(ReadingAhead.class.getName());

    private final Answerer answerer;
    private final ModelQueue queue;
    private final boolean wanted;
    private final AtomicInteger rooms = new AtomicInteger();

    ReadingAhead(Answerer answerer, ModelQueue queue, boolean wanted) {
        this.answerer = answerer;
        this.queue = queue;
        this.wanted = wanted;
    }

    /** Before anybody asks. */
    void persona(Room room) {
        if (wanted) {
            line(room.room(), () -> answerer.opening(room), Cancellation::none);
        }
    }

    /** While a question is still spoken. */
    void question(StageRoom room, UnitId id, Question question, String certain) {
        if (wanted) {
            line(room.id(), () -> answerer.opening(question, certain), () -> room.turns()
                    .watch(id.turn(), id.generation()));
        }
    }

    /** After each turn of this room, until closed. Not while more rooms talk than the model can keep apart. */
    StageRoom.Watch follow(StageRoom room) {
        if (!wanted) {
            return () -> {};
        }
        rooms.incrementAndGet();
        StageRoom.Watch watch = room.onHistory(() -> line(room.id(), () -> conversation(room), Cancellation::none));
        return () -> {
            watch.close();
            rooms.decrementAndGet();
        };
    }

    private Optional<Answerer.Opening> conversation(StageRoom room) {
        return answerer.opening(room.settings(), Question.heard(room.history()))
                .filter(what -> rooms.get() <= what.model().conversations());
    }

    /** What is to be read is written on the thread that reads it: counting its tokens takes a while. */
    private void line(String room, Supplier<Optional<Answerer.Opening>> opening, Supplier<Cancellation> until) {
        try {
            queue.readAhead(room, () -> read(room, opening, until));
        } catch (ChatModelException e) {
            LOG.log(System.Logger.Level.DEBUG, "room {0} is not read ahead: {1}", room, e.getMessage());
        }
    }

    private void read(String room, Supplier<Optional<Answerer.Opening>> opening, Supplier<Cancellation> until) {
        try (Cancellation cut = new WhileIdle(until.get(), queue)) {
            Optional<Answerer.Opening> what = opening.get();
            if (what.isPresent()) {
                what.get().model().readAhead(what.get().messages(), cut);
            }
        } catch (CancelledException e) {
            LOG.log(System.Logger.Level.DEBUG, "reading ahead ended early in room {0}", room);
        } catch (ChatModelException e) {
            LOG.log(System.Logger.Level.WARNING, "reading ahead failed in room " + room + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
