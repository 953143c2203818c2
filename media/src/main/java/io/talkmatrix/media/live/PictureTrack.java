package io.talkmatrix.media.live;

import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of one room on the stream: talking frames when they are due, the last one for a while when the next is late,
 * the idle loop otherwise. Never waits and never makes the voice wait. Pure; not thread-safe.
 */
final class PictureTrack {

    /** A mouth that moves later than this after its voice is worse than one that rests (ITU-R BT.1359: 90 ms). */
    private static final int MOST_LATE = SpeechChunk.SAMPLE_RATE_HZ * 90 / 1000;

    private final int frameSamples;
    /** How long a talking frame stays when no other comes, samples. */
    private final int hold;

    private final TalkFrames talk;
    private final IdleLoop idle;
    private final OffsetMeter offsets = new OffsetMeter();
    private String turn = "";
    private boolean talking;
    private long placedAt = -1;
    private long idleAt;
    private long missed = -1;
    private long missing;

    PictureTrack(AvatarPack pack) {
        frameSamples = SpeechChunk.SAMPLE_RATE_HZ / pack.framesPerSecond();
        hold = 4 * frameSamples;
        talk = new TalkFrames(pack.framesPerSecond());
        idle = new IdleLoop(pack);
    }

    void begin(String newTurn) {
        turn = newTurn;
        talk.clear();
        missed = -1;
        idle.settle();
    }

    boolean offer(FrameGroup group) {
        return talk.offer(group);
    }

    /** The first sound of the turn is there: its frames are near. */
    void soon() {
        if (!talking) {
            idle.settle();
        }
    }

    /** @param seen true if talking frames of the turn may have been seen: what follows begins anew */
    void cut(boolean seen) {
        talk.clear();
        turn = "";
        if (seen) {
            rest(0);
        }
    }

    void swap(AvatarPack pack) {
        idle.swap(pack);
    }

    AvatarPack pack() {
        return idle.pack();
    }

    /** @param running true if the turn's frames are due by {@code base}, the stream position of the turn's sample 0 */
    void fill(StepBuilder step, boolean running, long base) {
        long until = step.at + step.samples();
        long at = Math.max(step.at, placedAt + 1);
        while (at < until) {
            long number = running ? Math.floorDiv(at - base, frameSamples) : -1;
            long oldest = Math.floorDiv(at - base - MOST_LATE + frameSamples - 1, frameSamples);
            Optional<TalkFrames.Due> due = number < 0 ? Optional.empty() : talk.upTo(number, oldest);
            long nextFrame = running ? base + (number + 1) * frameSamples : Long.MAX_VALUE;
            if (due.isPresent()) {
                show(step, at, base, due.get());
                at = nextFrame;
            } else {
                countMissing(number);
                at = Math.min(nextFrame, talking && at < holdsUntil() ? holdsUntil() : idle(step, at));
            }
        }
    }

    private void show(StepBuilder step, long at, long base, TalkFrames.Due due) {
        talking = true;
        step.add(new Step.Picture(at, due.units(), due.decodableAlone(), turn));
        offsets.add((at - base - due.number() * frameSamples) * 1000.0 / SpeechChunk.SAMPLE_RATE_HZ);
        placedAt = at;
    }

    private long holdsUntil() {
        return placedAt + (talk.finished() ? frameSamples : hold);
    }

    private void countMissing(long number) {
        if (number > missed && number > talk.shown() && !talk.finished() && number >= 0) {
            missed = number;
            missing++;
        }
    }

    /** @return when the next idle frame is due */
    private long idle(StepBuilder step, long at) {
        if (talking) {
            talk.hide();
            rest(at);
        }
        if (at >= idleAt) {
            AvatarPack.Unit unit = idle.next();
            step.add(new Step.Picture(at, List.of(unit.data()), unit.key(), ""));
            placedAt = at;
            idleAt = at + frameSamples;
        }
        return idleAt;
    }

    private void rest(long at) {
        talking = false;
        idle.restart();
        idleAt = at;
    }

    OffsetMeter offsets() {
        return offsets;
    }

    /** Frame times without a frame of their own. */
    long missing() {
        return missing;
    }
}
