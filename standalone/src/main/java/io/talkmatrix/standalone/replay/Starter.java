package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.standalone.stack.Role;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Starts the turns of a room as they are heard, one after the other, and ends each when it is made: for replays from the
 * sound on, in which nobody knows before which turns there will be. Interruptions are not acted on. For one thread.
 */
final class Starter {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Recording recording;
    private final Role last;
    private final Watch watch;
    private final Conducting conducting;
    private final Duration quiet;
    private final Duration stuck;
    private final Set<String> handled = new LinkedHashSet<>();
    private final Set<String> unfinished = new LinkedHashSet<>();

    /**
     * @param quiet after the last sound, nothing more is heard if nothing came for so long
     * @param stuck a stage that makes nothing for so long has made all it will
     */
    Starter(Recording recording, Role last, Watch watch, Conducting conducting, Duration quiet, Duration stuck) {
        this.recording = recording;
        this.last = last;
        this.watch = watch;
        this.conducting = conducting;
        this.quiet = quiet;
        this.stuck = stuck;
    }

    /** @return turns of which not all was made */
    Set<String> run(BooleanSupplier fed) throws InterruptedException {
        String room = recording.room().room();
        long quietSince = System.nanoTime();
        while (watch.troubles().isEmpty()) {
            watch.await(room, take -> opened(take).isPresent(), LOOK);
            Optional<String> next = watch.of(room, this::opened);
            if (next.isPresent()) {
                conduct(next.get());
                quietSince = System.nanoTime();
            } else if (!fed.getAsBoolean()) {
                quietSince = System.nanoTime();
            } else if (handled.containsAll(recording.turns()) || System.nanoTime() - quietSince > quiet.toNanos()) {
                break;
            }
        }
        return unfinished;
    }

    private Optional<String> opened(Take take) {
        return take.turns().stream()
                .filter(turn -> turn.mark(Milestone.OPENED).isPresent())
                .map(TurnTake::turn)
                .filter(turn -> !handled.contains(turn))
                .findFirst();
    }

    private void conduct(String turn) throws InterruptedException {
        handled.add(turn);
        String room = recording.room().room();
        long now = System.currentTimeMillis();
        conducting.start(new Control(room, turn, 0, turn, Control.Kind.START, "", 0, now));
        if (!watch.await(room, take -> Watch.through(take, turn, last), stuck)) {
            unfinished.add(turn);
        }
        conducting.end(
                new Control(room, turn, 0, "", Control.Kind.END, "replayed", 0, System.currentTimeMillis()),
                recording.historyAfter(turn));
    }
}
