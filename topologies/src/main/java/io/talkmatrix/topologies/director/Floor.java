package io.talkmatrix.topologies.director;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who has the word in a room, as the conductor and the sinks tell it. Immutable.
 *
 * @param generation latest one heard of
 * @param active the turn that may be heard, empty if none
 * @param activeSince when it was started, ms since the epoch
 * @param audioSince when its first audio was made, 0 before
 * @param length of its voice, samples at 24 kHz, −1 while unknown
 * @param played how far the clock sink has come, samples
 * @param playedAt when it said so, 0 before
 * @param paused while somebody may be speaking or an operator wants silence
 * @param unstarted turns that wait for their start, with their priorities, oldest first, at most {@link #UNSTARTED}
 * @param ours turns of ours that have not ended, at most {@link #OURS}
 * @param quietSince when something was last heard before the active turn, ms since the epoch
 */
record Floor(
        int generation,
        String active,
        long activeSince,
        long audioSince,
        long length,
        long played,
        long playedAt,
        boolean paused,
        List<Unstarted> unstarted,
        List<Ours> ours,
        long quietSince) {

    static final int UNSTARTED = 64;
    static final int OURS = 8;
    static final Floor FREE = new Floor(0, "", 0, 0, -1, 0, 0, false, List.of(), List.of(), 0);

    private static final int SAMPLES_PER_MILLI = 24;

    /** The conductor lets no turn wait for so long: what does was opened again after its end. */
    private static final long FORGOTTEN_MILLIS = 300_000;

    record Unstarted(String turn, int priority, long sinceMillis) {}

    Floor {
        unstarted = List.copyOf(unstarted);
        ours = List.copyOf(ours);
    }

    boolean idle() {
        return active.isEmpty() && unstarted.isEmpty();
    }

    Optional<Ours> ours(String turn) {
        return ours.stream().filter(it -> it.turn().equals(turn)).findFirst();
    }

    int mostUrgentUnstarted() {
        return unstarted.stream().mapToInt(Unstarted::priority).max().orElse(Integer.MIN_VALUE);
    }

    /** How much of the active turn is still to be heard, ms; as long as can be while that is not known. */
    long remainingMillis(boolean withSink, long now) {
        if (active.isEmpty()) {
            return 0;
        }
        if (length < 0 || paused) {
            return Long.MAX_VALUE;
        }
        if (withSink) {
            return playedAt == 0 ? Long.MAX_VALUE : (length - played) / SAMPLES_PER_MILLI - Math.max(0, now - playedAt);
        }
        return audioSince + length / SAMPLES_PER_MILLI - now;
    }

    /** Since when nothing is heard in the room; now, if something is. */
    long silentSince(boolean withSink, long now) {
        if (active.isEmpty()) {
            return quietSince;
        }
        if (withSink) {
            return playedAt == 0 ? quietSince : playedAt;
        }
        if (audioSince == 0) {
            return quietSince;
        }
        return length < 0 ? now : Math.min(now, audioSince + length / SAMPLES_PER_MILLI);
    }

    Floor in(int latestGeneration) {
        return latestGeneration <= generation ? this : with(change -> change.generation = latestGeneration);
    }

    Floor withoutForgotten(long now) {
        return unstarted.isEmpty() || now - unstarted.get(0).sinceMillis() < FORGOTTEN_MILLIS
                ? this
                : with(change -> change.unstarted = unstarted.subList(1, unstarted.size()));
    }

    Floor opened(String turn, int priority, Ours mine, long now) {
        if (turn.equals(active)) {
            return this;
        }
        List<Unstarted> waiting = without(unstarted, turn);
        waiting.add(new Unstarted(turn, priority, now));
        List<Ours> all = new ArrayList<>(ours);
        if (mine != null) {
            all.add(mine);
        }
        return with(change -> {
            change.unstarted = waiting.subList(Math.max(0, waiting.size() - UNSTARTED), waiting.size());
            change.ours = all.subList(Math.max(0, all.size() - OURS), all.size());
        });
    }

    Floor started(String turn, long now) {
        return with(change -> {
            change.activate(turn, now);
            change.unstarted = without(unstarted, turn);
        });
    }

    Floor ended(String turn, long now) {
        boolean heard = playedAt > 0 || audioSince > 0;
        return with(change -> {
            change.unstarted = without(unstarted, turn);
            change.ours = ours.stream().filter(it -> !it.turn().equals(turn)).toList();
            if (turn.equals(active)) {
                change.activate("", 0);
                change.quietSince = heard ? now : quietSince;
            }
        });
    }

    Floor quiet(long now) {
        return with(change -> change.quietSince = now);
    }

    Floor pausedNow(boolean nowPaused) {
        return with(change -> change.paused = nowPaused);
    }

    Floor audio(long now) {
        return audioSince > 0 ? this : with(change -> change.audioSince = now);
    }

    Floor spoken(long samples, long now) {
        return with(change -> {
            change.audioSince = audioSince > 0 ? audioSince : now;
            change.length = samples;
        });
    }

    Floor played(long samples, long now) {
        return samples <= played && playedAt > 0
                ? this
                : with(change -> {
                    change.played = samples;
                    change.playedAt = now;
                });
    }

    private Floor with(Consumer<Change> change) {
        Change next = new Change(this);
        change.accept(next);
        return next.floor();
    }

    /** The same floor, being changed. The record keeps its plain shape: it is stored as it is. */
    private static final class Change {
        private int generation;
        private String active;
        private long activeSince;
        private long audioSince;
        private long length;
        private long played;
        private long playedAt;
        private boolean paused;
        private List<Unstarted> unstarted;
        private List<Ours> ours;
        private long quietSince;

        Change(Floor before) {
            generation = before.generation;
            active = before.active;
            activeSince = before.activeSince;
            audioSince = before.audioSince;
            length = before.length;
            played = before.played;
            playedAt = before.playedAt;
            paused = before.paused;
            unstarted = before.unstarted;
            ours = before.ours;
            quietSince = before.quietSince;
        }

        /** Of another turn nothing was heard yet. */
        void activate(String turn, long since) {
            active = turn;
            activeSince = since;
            audioSince = 0;
            length = -1;
            played = 0;
            playedAt = 0;
            paused = false;
        }

        Floor floor() {
            return new Floor(
                    generation,
                    active,
                    activeSince,
                    audioSince,
                    length,
                    played,
                    playedAt,
                    paused,
                    unstarted,
                    ours,
                    quietSince);
        }
    }

    private static List<Unstarted> without(List<Unstarted> all, String turn) {
        List<Unstarted> left = new ArrayList<>(all);
        left.removeIf(it -> it.turn().equals(turn));
        return left;
    }
}
