package io.talkmatrix.media;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one room's sink lets out, and when: one turn at a time, audio is the clock, video is joined to it by pts. Pure:
 * it has no thread and no clock; the caller says up to which pts to play. Chunks and frame groups may arrive in any
 * order and more than once. For one thread.
 */
public final class Playout {

    /**
     * What to let out now.
     *
     * @param ptsSamples position of the first sample since the turn began, at 24 kHz
     * @param pcm s16le mono at 24 kHz
     * @param frames coded frames that begin inside this slice, in order
     * @param missingFrames how many frame times inside this slice had no frame yet (the last picture stays)
     */
    public record Slice(long ptsSamples, byte[] pcm, List<TimedFrame> frames, int missingFrames) {}

    /**
     * A coded frame and its time.
     *
     * @param ptsSamples since the turn began, at 24 kHz
     */
    public record TimedFrame(long ptsSamples, FrameGroup.Codec codec, byte[] data) {}

    private final int framesPerSecond;
    private final NavigableMap<Long, SpeechChunk> audio = new TreeMap<>();
    private final NavigableMap<Long, TimedFrame> video = new TreeMap<>();
    private String turn = "";
    private int generation;
    private long played;
    private long audioEnd;
    private long videoEnd;
    private long turnLength = -1;
    private boolean videoComplete;

    public Playout(int framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    /** Makes {@code newTurn} the one that is let out; everything of an earlier turn is dropped. */
    public void begin(String newTurn, int newGeneration) {
        turn = newTurn;
        generation = newGeneration;
        played = 0;
        audioEnd = 0;
        videoEnd = 0;
        turnLength = -1;
        videoComplete = false;
        audio.clear();
        video.clear();
    }

    /** Goes on at a position that was reached elsewhere: nothing before it is let out. Only right after {@link #begin}. */
    public void skipTo(long samples) {
        played = samples;
        audioEnd = samples;
        videoEnd = samples / frameSamples() * frameSamples();
    }

    /** Obeys the conductor: after a CUT not one older unit leaves. START of the same turn changes nothing. */
    public void obey(Control control) {
        if (control.kind() == Control.Kind.START && !control.activeTurn().equals(turn)) {
            begin(control.activeTurn(), control.generation());
        } else if (control.kind() == Control.Kind.CUT && control.generation() > generation) {
            begin("", control.generation());
        }
    }

    /** @return false if the chunk belongs to another turn, is stale, or was there before */
    public boolean offer(SpeechChunk chunk) {
        if (!mine(chunk.id().turn(), chunk.id().generation()) || chunk.endSamples() <= played && chunk.samples() > 0) {
            return false;
        }
        if (chunk.lastOfTurn()) {
            turnLength = chunk.endSamples();
        }
        if (chunk.samples() == 0 || audio.putIfAbsent(chunk.ptsSamples(), chunk) != null) {
            return false;
        }
        while (audio.floorEntry(audioEnd) != null
                && audio.floorEntry(audioEnd).getValue().endSamples() > audioEnd) {
            audioEnd = audio.floorEntry(audioEnd).getValue().endSamples();
        }
        return true;
    }

    /** @return false if the group belongs to another turn or is stale */
    public boolean offer(FrameGroup group) {
        if (!mine(group.id().turn(), group.id().generation())) {
            return false;
        }
        for (int i = 0; i < group.frames().size(); i++) {
            long pts = group.framePtsSamples(i);
            if (pts >= played) {
                video.putIfAbsent(
                        pts, new TimedFrame(pts, group.codec(), group.frames().get(i)));
            }
            if (pts <= videoEnd) {
                videoEnd = Math.max(videoEnd, pts + frameSamples());
            }
        }
        videoComplete |= group.lastOfTurn();
        while (video.containsKey(videoEnd)) {
            videoEnd += frameSamples();
        }
        return true;
    }

    private boolean mine(String unitTurn, int unitGeneration) {
        return unitTurn.equals(turn) && unitGeneration == generation && !turn.isEmpty();
    }

    private long frameSamples() {
        return SpeechChunk.SAMPLE_RATE_HZ / framesPerSecond;
    }

    public String turn() {
        return turn;
    }

    public int generation() {
        return generation;
    }

    public long playedSamples() {
        return played;
    }

    /** Audio is there without a gap up to this position. */
    public long audioAvailable() {
        return audioEnd;
    }

    /** Video is there without a gap up to this position; unbounded once the turn's last group was seen. */
    public long videoAvailable() {
        return videoComplete ? Long.MAX_VALUE : videoEnd;
    }

    /** Length of the turn in samples once its last chunk was seen. */
    public Optional<Long> turnLength() {
        return turnLength < 0 ? Optional.empty() : Optional.of(turnLength);
    }

    public boolean finished() {
        return turnLength >= 0 && played >= turnLength;
    }

    /**
     * The next samples, which stay to be played: for a fade.
     *
     * @return at most so many, fewer if there are no more, s16le
     */
    public byte[] peek(int samples) {
        byte[] pcm = new byte[2 * (int) Math.min(samples, Math.max(0, audioEnd - played))];
        copy(played, played + pcm.length / 2, pcm);
        return pcm;
    }

    private void copy(long begin, long end, byte[] pcm) {
        for (SpeechChunk chunk : audio.headMap(end).values()) {
            long from = Math.max(chunk.ptsSamples(), begin);
            long to = Math.min(chunk.endSamples(), end);
            if (to > from) {
                System.arraycopy(
                        chunk.pcm(),
                        (int) (from - chunk.ptsSamples()) * 2,
                        pcm,
                        (int) (from - begin) * 2,
                        (int) (to - from) * 2);
            }
        }
    }

    /**
     * Lets out everything up to {@code untilSamples} (at most what audio there is) and forgets it.
     *
     * @return an empty slice if nothing new may be played
     */
    public Slice playUntil(long untilSamples) {
        long until = Math.min(untilSamples, audioEnd);
        if (until <= played) {
            return new Slice(played, new byte[0], List.of(), 0);
        }
        byte[] pcm = new byte[Math.toIntExact((until - played) * 2)];
        copy(played, until, pcm);
        while (!audio.isEmpty() && audio.firstEntry().getValue().endSamples() <= until) {
            audio.pollFirstEntry();
        }
        List<TimedFrame> frames = new ArrayList<>();
        int missing = 0;
        long step = frameSamples();
        for (long pts = (played + step - 1) / step * step; pts < until; pts += step) {
            TimedFrame frame = video.remove(pts);
            if (frame == null) {
                missing++;
            } else {
                frames.add(frame);
            }
        }
        video.headMap(until).clear();
        Slice slice = new Slice(played, pcm, frames, missing);
        played = until;
        return slice;
    }
}
