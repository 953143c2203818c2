package io.talkmatrix.runtime;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the conductor said about one room. A turn is known by its id: it is over once a CUT or END names it. Its
 * generation alone does not make it stale, since a turn that waits in the queue while another one is cut was opened in
 * an older generation and is still to be heard.
 */
final class RoomControl implements Turns {

    private static final int ENDED_KEPT = 256;

    private final Set<String> ended = new LinkedHashSet<>();
    private final List<Watch> watches = new ArrayList<>();
    private int generation;
    private String active = "";
    private boolean paused;
    private int waiting;
    private long changes;
    private long changedNanos = System.nanoTime();

    void apply(Control control) {
        List<Watch> fired = new ArrayList<>();
        synchronized (this) {
            if (control.generation() < generation) {
                return;
            }
            generation = control.generation();
            active = control.activeTurn();
            paused = control.kind() == Control.Kind.PAUSE && !active.isEmpty();
            changedNanos = System.nanoTime();
            switch (control.kind()) {
                case CUT, END -> end(control.turn(), fired);
                case START, PAUSE, RESUME -> {
                    // the active turn says it all
                }
            }
            changes++;
            notifyAll();
        }
        fired.forEach(Watch::fire);
    }

    private void end(String turn, List<Watch> fired) {
        ended.add(turn);
        if (ended.size() > ENDED_KEPT) {
            Iterator<String> oldest = ended.iterator();
            oldest.next();
            oldest.remove();
        }
        watches.removeIf(watch -> watch.turn.equals(turn) && fired.add(watch));
    }

    @Override
    public synchronized int generation() {
        return generation;
    }

    @Override
    public synchronized Optional<String> active() {
        return active.isEmpty() ? Optional.empty() : Optional.of(active);
    }

    @Override
    public synchronized boolean paused() {
        return paused;
    }

    /** True if nobody works or waits here, so that forgetting the room harms nobody. */
    synchronized boolean forgettable() {
        return active.isEmpty() && watches.isEmpty() && waiting == 0;
    }

    synchronized long changedNanos() {
        return changedNanos;
    }

    synchronized int generationOf(String turn, int otherwise) {
        return turn.equals(active) ? generation : otherwise;
    }

    @Override
    public synchronized boolean stale(String turn, int turnGeneration) {
        return ended.contains(turn);
    }

    @Override
    public Cancellation watch(String turn, int turnGeneration) {
        Watch watch = new Watch(turn);
        boolean over;
        synchronized (this) {
            over = ended.contains(turn);
            if (!over) {
                watches.add(watch);
            }
        }
        if (over) {
            watch.fire();
        }
        return watch;
    }

    @Override
    public boolean awaitStart(String turn, int turnGeneration, Duration deadline) throws InterruptedException {
        return awaitStart(turn, deadline, other -> false);
    }

    /**
     * The same for one of several inputs in line.
     *
     * @param inLine whether an input of this turn lies behind; asked without a lock, again after {@link #lineChanged}
     * @throws SteppedAsideException such a turn was started first
     */
    boolean awaitStart(String turn, Duration deadline, Predicate<String> inLine) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            String other;
            long seen;
            synchronized (this) {
                if (turn.equals(active)) {
                    return true;
                }
                if (ended.contains(turn)) {
                    throw new CancelledException();
                }
                other = active;
                seen = changes;
            }
            if (!other.isEmpty() && inLine.test(other)) {
                throw new SteppedAsideException();
            }
            if (!awaitChange(seen, end)) {
                return false;
            }
        }
    }

    /** False if the end (nanoTime) came first. */
    private synchronized boolean awaitChange(long seen, long endNanos) throws InterruptedException {
        waiting++;
        try {
            while (changes == seen) {
                long leftMillis = (endNanos - System.nanoTime() + 999_999) / 1_000_000;
                if (leftMillis <= 0) {
                    return false;
                }
                wait(leftMillis);
            }
            return true;
        } finally {
            waiting--;
        }
    }

    /** More lies in line: whoever waits looks again. */
    synchronized void lineChanged() {
        changes++;
        if (waiting > 0) {
            notifyAll();
        }
    }

    private synchronized void forget(Watch watch) {
        watches.remove(watch);
    }

    /** One piece of running work that wants to know when its turn is over. */
    private final class Watch implements Cancellation {

        private final String turn;
        private final List<Runnable> actions = new ArrayList<>(1);
        private boolean cancelled;

        Watch(String turn) {
            this.turn = turn;
        }

        @Override
        public synchronized boolean cancelled() {
            return cancelled;
        }

        @Override
        public void onCancel(Runnable action) {
            synchronized (this) {
                if (!cancelled) {
                    actions.add(action);
                    return;
                }
            }
            action.run();
        }

        void fire() {
            List<Runnable> due;
            synchronized (this) {
                cancelled = true;
                due = List.copyOf(actions);
                actions.clear();
            }
            due.forEach(Runnable::run);
        }

        @Override
        public void close() {
            forget(this);
        }
    }
}
