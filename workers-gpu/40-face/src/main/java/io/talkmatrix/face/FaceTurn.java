package io.talkmatrix.face;

import io.talkmatrix.stage.BadInputException;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One turn on its way from speech to frames: which frames can be shown yet, and how they are grouped. Frames are on one grid
 * over the whole turn; a group holds up to {@link #GROUP_FRAMES} of them and never spans two segments. The first groups of a
 * turn are smaller: its voice is heard already, and a frame is seen once its group is full. Near the end of what is known,
 * frames wait until it is clear whether the turn goes on, so that the face can ease to rest. Not thread-safe.
 */
final class FaceTurn {

    static final int GROUP_FRAMES = 5;
    private static final List<Integer> FIRST_GROUPS = List.of(1, 2, 2, 2);
    private static final double EASE_OUT_SECONDS = .30;
    /** How long a shape that is heard may still change the frames before it; its sound is known well beyond it. */
    private static final double HEARD_AHEAD_SECONDS = .25;

    private static final int MOST_SILENCE_SECONDS = 60;
    private static final double LEAST_EASE_OUT_SECONDS = .20;
    /** News of what was heard is up to 200 ms old, and a group takes a while to be made. */
    private static final int AHEAD_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ * 2 / 5;

    private static final double SAMPLES_PER_SECOND = SpeechChunk.SAMPLE_RATE_HZ;

    private final Hearing hearing;
    private final String turn;
    private final int generation;
    private final int lookahead;
    private final FaceScript script = new FaceScript();
    private final Loudness loudness = new Loudness();
    private final List<byte[]> pending = new ArrayList<>(GROUP_FRAMES);
    private int segment = -1;
    private int lastSeq = -1;
    private int groups;
    private int nextFrame;
    private int endFrame;
    private int passedOver;
    private long audioSamples;
    private int chunks;
    private int groupsOfTurn;
    private boolean complete;
    private final Map<Integer, Integer> groupsBefore = new HashMap<>(); // by segment
    private boolean ended;
    private Hearing.Listening listening;
    private long listenedSamples;

    /**
     * @param lookaheadSamples how much sound beyond its own time a frame waits for, while its segment goes on
     * @param hearing finds the mouth shapes of segments that come without any
     * @param written groups of the turn that another worker published: its frames are not made again
     */
    FaceTurn(UnitId first, int lookaheadSamples, Hearing hearing, List<Written> written) {
        lookahead = lookaheadSamples;
        this.hearing = hearing;
        turn = first.turn();
        generation = first.generation();
        for (Written group : written) {
            if (group.id().generation() == generation) {
                groupsBefore.merge(group.id().segment(), group.id().seq() + 1, Math::max);
                nextFrame = Math.max(nextFrame, (int) (group.toSamples() / Loudness.FRAME_SAMPLES));
                complete |= group.lastOfTurn();
                groupsOfTurn++;
            }
        }
    }

    boolean is(UnitId id) {
        return id.turn().equals(turn) && id.generation() == generation;
    }

    /** False if the chunk was taken before: it must have no effect. */
    boolean isNew(UnitId id) {
        return !ended && (id.segment() > segment || id.segment() == segment && id.seq() > lastSeq);
    }

    /**
     * Takes the next chunk.
     *
     * @throws BadInputException it does not fit what came before
     */
    void take(SpeechChunk chunk) {
        if (chunk.pcm().length % 2 != 0) {
            throw new BadInputException("speech chunk " + chunk.id() + " has half a sample");
        }
        if (chunk.ptsSamples() < audioSamples) {
            throw new BadInputException("speech chunk " + chunk.id() + " starts at sample " + chunk.ptsSamples()
                    + ", but audio up to " + audioSamples + " was there before");
        }
        long silence = chunk.ptsSamples() - audioSamples;
        if (silence > MOST_SILENCE_SECONDS * SpeechChunk.SAMPLE_RATE_HZ) {
            throw new BadInputException("speech chunk " + chunk.id() + " leaves a hole of " + silence + " samples");
        }
        boolean begins = chunk.id().segment() != segment;
        if (begins) {
            stopListening();
        }
        sound(new byte[2 * (int) silence], chunk.ptsSamples());
        if (begins) {
            begin(chunk);
        }
        lastSeq = chunk.id().seq();
        sound(chunk.pcm(), chunk.endSamples());
        if (chunk.lastOfSegment() || chunk.lastOfTurn()) {
            stopListening();
        }
        chunks++;
        endFrame = Math.max(endFrame, framesKnown(chunk));
        ended = chunk.lastOfTurn();
    }

    private void begin(SpeechChunk chunk) {
        segment = chunk.id().segment();
        groups = groupsBefore.getOrDefault(segment, 0);
        try {
            script.clause(chunk.ptsSamples(), chunk.visemes(), chunk.emotion(), chunk.intensity());
            script.words(chunk.ptsSamples(), chunk.text());
        } catch (IllegalArgumentException e) {
            throw new BadInputException("speech chunk " + chunk.id() + ": " + e.getMessage(), e);
        }
        if (chunk.visemes().isEmpty()) {
            listening = hearing.open(chunk.ptsSamples());
        }
    }

    private void sound(byte[] pcm, long endSamples) {
        loudness.add(pcm, script);
        script.sound().append(pcm);
        audioSamples = endSamples;
        if (listening != null) {
            listenedSamples += pcm.length / 2;
            script.heard(listening.add(pcm), endSamples);
        }
    }

    private void stopListening() {
        if (listening != null) {
            script.heard(listening.finish(), audioSamples);
            listening = null;
        }
    }

    private int framesKnown(SpeechChunk chunk) {
        int heard = (int) (audioSamples / Loudness.FRAME_SAMPLES);
        if (chunk.lastOfTurn()) {
            double audioEnd = audioSamples / SAMPLES_PER_SECOND;
            double from = Math.max((double) endFrame / FaceScript.FRAMES_PER_SECOND, audioEnd - EASE_OUT_SECONDS);
            double end = Math.max(audioEnd, from + LEAST_EASE_OUT_SECONDS);
            script.endsAt(from, end);
            return Math.max(nextFrame + 1, (int) Math.ceil(end * FaceScript.FRAMES_PER_SECOND - 1e-9));
        }
        int listened = (int) Math.max(0, (audioSamples - lookahead) / Loudness.FRAME_SAMPLES);
        if (listening != null) {
            return Math.min(listened, framesBefore(script.visemes().end() - HEARD_AHEAD_SECONDS));
        }
        if (chunk.lastOfSegment() || script.visemes().end() * SAMPLES_PER_SECOND <= chunk.ptsSamples()) {
            return heard;
        }
        return Math.min(listened, framesBefore(script.visemes().end() - EASE_OUT_SECONDS));
    }

    private static int framesBefore(double seconds) {
        return (int) Math.floor(seconds * FaceScript.FRAMES_PER_SECOND);
    }

    FaceScript script() {
        return script;
    }

    /** True while {@link #nextFrame} can be rendered. */
    boolean hasFrame() {
        return nextFrame < endFrame && !complete;
    }

    int nextFrame() {
        return nextFrame;
    }

    /**
     * Passes over frames that would come too late to be seen. Only whole groups: the frames of a group need one another.
     *
     * @param heardSamples how much of the turn is known to have been heard; it is a little more by now
     */
    void catchUp(long heardSamples) {
        if (pending.isEmpty() && (long) nextFrame * Loudness.FRAME_SAMPLES < heardSamples) {
            long seen = (heardSamples + AHEAD_SAMPLES) / Loudness.FRAME_SAMPLES;
            int to = (int) Math.max(nextFrame, Math.min(seen, ended ? endFrame - 1 : endFrame));
            passedOver += to - nextFrame;
            nextFrame = to;
        }
    }

    /** Frames that were not made because they would have come too late. */
    int passedOver() {
        return passedOver;
    }

    /** How many frames, with {@link #nextFrame} the first, are rendered before the next group is full or more must be heard. */
    int framesOfGroup() {
        return Math.min(groupSize() - pending.size(), endFrame - nextFrame);
    }

    private int groupSize() {
        return groupsOfTurn < FIRST_GROUPS.size() ? FIRST_GROUPS.get(groupsOfTurn) : GROUP_FRAMES;
    }

    /** True if {@link #nextFrame} is the first of its group. */
    boolean beginsGroup() {
        return pending.isEmpty();
    }

    /** Adds the coded {@link #nextFrame}. */
    void add(byte[] frame) {
        pending.add(frame);
        nextFrame++;
    }

    /** True if the frames added make a group now: it is full, or its segment is over. */
    boolean hasGroup(SpeechChunk chunk) {
        return pending.size() == groupSize()
                || !pending.isEmpty() && !hasFrame() && (chunk.lastOfSegment() || chunk.lastOfTurn());
    }

    /** Takes the group out. */
    FrameGroup group(SpeechChunk chunk, FrameGroup.Codec codec, int width, int height, String degraded) {
        int first = nextFrame - pending.size();
        FrameGroup group = new FrameGroup(
                chunk.id().at(segment, groups++),
                (long) first * Loudness.FRAME_SAMPLES,
                FaceScript.FRAMES_PER_SECOND,
                codec,
                width,
                height,
                pending,
                ended && !hasFrame(),
                degraded);
        pending.clear();
        groupsOfTurn++;
        return group;
    }

    /** Chunks taken of a turn that is not over: a successor must read them again. */
    int chunks() {
        return ended ? 0 : chunks;
    }

    boolean ended() {
        return ended;
    }

    /** How much of the turn's sound had its mouth shapes heard, because it came without. */
    double heardMillis() {
        return 1000 * listenedSamples / SAMPLES_PER_SECOND;
    }

    double audioMillis() {
        return 1000 * audioSamples / SAMPLES_PER_SECOND;
    }
}
