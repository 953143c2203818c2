package io.talkmatrix.media.live;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What leaves one room's live sink. Time is told by {@link #tick}: each tick lets out as many samples as are due by the
 * clock, voice or silence, and the pictures that begin meanwhile; nothing ever stalls it. Chunks, frames and controls may
 * come in any order and more than once. Pure: no thread, no clock. For one thread at a time.
 */
public final class LivePlayout {

    /** What the room does. */
    public enum Activity {
        IDLE,
        SPEAKING,
        PAUSED
    }

    private static final int MOST_EARLY = 128;
    private static final long EARLY_KEPT = 5L * SpeechChunk.SAMPLE_RATE_HZ;
    private static final int ENDED_KEPT = 256;
    private static final long MOST_AHEAD = 600L * SpeechChunk.SAMPLE_RATE_HZ;

    /** A unit of a turn that was not started yet, and when it came. */
    private record Early(TurnUnit unit, long position) {}

    private final Pacer pacer;
    private final VoiceTrack voice;
    private final PictureTrack pictures;
    private final Deque<Early> early = new ArrayDeque<>();
    private final Set<String> ended = new LinkedHashSet<>();
    private long position;
    private int generation;
    private long stale;
    private long refused;

    /**
     * @param pack the host at rest; its frame rate is the stream's
     * @param tickSamples samples of an ordinary tick
     */
    public LivePlayout(AvatarPack pack, int tickSamples) {
        pacer = new Pacer(tickSamples);
        voice = new VoiceTrack(pack.framesPerSecond());
        pictures = new PictureTrack(pack);
    }

    /** Obeys the conductor, at once. */
    public List<Notice> obey(Control control) {
        if (control.generation() < generation) {
            return List.of();
        }
        return switch (control.kind()) {
            case START -> start(control.activeTurn(), control.generation(), 0);
            case PAUSE -> active(control) && !voice.done() ? List.of(voice.pause(position)) : List.of();
            case RESUME -> {
                if (active(control)) {
                    voice.resume();
                }
                yield List.of();
            }
            case CUT -> cut(control);
            case END -> {
                end(control.turn());
                yield List.of();
            }
        };
    }

    /**
     * Goes on with a turn that was started before this sink was.
     *
     * @param playedSamples how far it was heard, as far as that is known
     */
    public List<Notice> join(String turn, int turnGeneration, boolean paused, long playedSamples) {
        if (turnGeneration < generation || turn.equals(voice.turn()) || ended.contains(turn)) {
            return List.of();
        }
        start(turn, turnGeneration, playedSamples);
        return paused ? List.of(voice.pause(position)) : List.of();
    }

    private boolean active(Control control) {
        return control.activeTurn().equals(voice.turn()) && !voice.turn().isEmpty();
    }

    private List<Notice> start(String turn, int newGeneration, long playedSamples) {
        generation = newGeneration;
        if (turn.equals(voice.turn()) || ended.contains(turn)) {
            return List.of();
        }
        voice.begin(turn, newGeneration);
        voice.skipTo(playedSamples);
        pictures.begin(turn);
        List<Early> waiting = new ArrayList<>(early);
        early.clear();
        for (Early kept : waiting) {
            if (kept.unit().id().turn().equals(turn)) {
                offer(kept.unit());
            }
        }
        return List.of();
    }

    private List<Notice> cut(Control control) {
        if (control.generation() == generation) {
            return List.of();
        }
        generation = control.generation();
        end(control.turn());
        String turn = voice.turn();
        boolean seen = voice.started();
        Notice cut = new Notice.Cut(
                seen ? turn : "",
                voice.generation(),
                generation,
                position,
                voice.segment(),
                seen ? voice.playedSamples() : 0);
        if (!turn.isEmpty()) {
            end(turn);
        }
        voice.cut(generation);
        pictures.cut(seen);
        return List.of(cut);
    }

    private void end(String turn) {
        if (turn.isEmpty()) {
            return;
        }
        ended.add(turn);
        if (ended.size() > ENDED_KEPT) {
            Iterator<String> oldest = ended.iterator();
            oldest.next();
            oldest.remove();
        }
        early.removeIf(kept -> kept.unit().id().turn().equals(turn));
    }

    /** @return true if the chunk will be heard, now or once its turn is started */
    public boolean offer(SpeechChunk chunk) {
        if (!chunk.id().turn().equals(voice.turn())) {
            return keep(chunk);
        }
        if (chunk.id().generation() != voice.generation()) {
            stale++;
            return false;
        }
        if (chunk.endSamples() - voice.playedSamples() > MOST_AHEAD) {
            refused++;
            return false;
        }
        boolean first = voice.awaitsFirst();
        boolean taken = voice.offer(chunk);
        if (taken && first) {
            pictures.soon();
        }
        return taken;
    }

    /** @return true if frames of the group may be seen, now or once its turn is started */
    public boolean offer(FrameGroup group) {
        if (!group.id().turn().equals(voice.turn())) {
            return keep(group);
        }
        if (group.id().generation() != voice.generation() || group.codec() != FrameGroup.Codec.H264) {
            stale++;
            return false;
        }
        return pictures.offer(group);
    }

    private boolean offer(TurnUnit unit) {
        if (unit instanceof SpeechChunk chunk) {
            return offer(chunk);
        }
        return unit instanceof FrameGroup group && offer(group);
    }

    private boolean keep(TurnUnit unit) {
        if (ended.contains(unit.id().turn())) {
            stale++;
            return false;
        }
        if (early.size() == MOST_EARLY) {
            early.removeFirst();
            refused++;
        }
        early.addLast(new Early(unit, position));
        return true;
    }

    /** The picture of the host at rest changes at the next end of its loop. */
    public void swap(AvatarPack pack) {
        pictures.swap(pack);
    }

    /** @param nowNanos of a monotonic clock */
    public Step tick(long nowNanos) {
        StepBuilder step = new StepBuilder(position, pacer.due(nowNanos));
        if (step.samples() > 0) {
            voice.fill(step, nowNanos);
            pictures.fill(step, voice.running() && !voice.paused(), voice.base());
            position += step.samples();
            while (!early.isEmpty() && position - early.peekFirst().position() > EARLY_KEPT) {
                early.removeFirst();
            }
        }
        return step.build();
    }

    /** Samples let out since the room opened. */
    public long position() {
        return position;
    }

    public Activity activity() {
        if (voice.done()) {
            return Activity.IDLE;
        }
        return voice.paused() ? Activity.PAUSED : voice.started() ? Activity.SPEAKING : Activity.IDLE;
    }

    /** The turn that may be heard, empty if none. */
    public String turn() {
        return voice.turn();
    }

    public int generation() {
        return generation;
    }

    /** The host at rest as it is shown now. */
    public AvatarPack pack() {
        return pictures.pack();
    }

    /** How often the voice ran dry inside a turn. */
    public long underruns() {
        return voice.underruns();
    }

    /** Silence that was let out because of it, samples. */
    public long drySamples() {
        return voice.drySamples();
    }

    /** Times of talking frames at which an older picture was seen. */
    public long missingFrames() {
        return pictures.missing();
    }

    /** Units dropped because their turn was over or of another generation. */
    public long staleUnits() {
        return stale;
    }

    /** Units dropped because too many were waiting. */
    public long refusedUnits() {
        return refused;
    }

    /** How often the clock had jumped. */
    public long resyncs() {
        return pacer.resyncs();
    }

    /** How long the next turn's first sound is held back. */
    public int startDelayMillis() {
        return voice.startDelayMillis();
    }

    /** How late the picture was against the voice, ms; of the latest 2048 talking frames. */
    public double avOffsetMillis(double percentile) {
        return pictures.offsets().percentile(percentile);
    }
}
