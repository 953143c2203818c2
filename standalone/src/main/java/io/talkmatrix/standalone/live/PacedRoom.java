package io.talkmatrix.standalone.live;

import io.talkmatrix.media.Playout;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;

/**
 * When a room's sound is let out: by a clock that runs in real time while there is sound, stands still while there is
 * none, and is held by a PAUSE. Pure: it has no thread and no clock. For one thread.
 */
final class PacedRoom {

    /** Sound that has to be there before a turn begins, so that a late chunk is no gap. */
    static final long CUSHION_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ * 60L / 1000;

    private final Playout playout;
    private String begun = "";
    private boolean held;
    private boolean dry;
    private long lastNanos;
    private long credit;
    private int underruns;

    PacedRoom(int framesPerSecond) {
        playout = new Playout(framesPerSecond);
    }

    /** @return true if a turn was dropped by it */
    boolean obey(Control control) {
        boolean had = !playout.turn().isEmpty();
        playout.obey(control);
        switch (control.kind()) {
            case PAUSE -> held = true;
            case RESUME, START, CUT, END -> held = false;
        }
        return had && playout.turn().isEmpty();
    }

    void offer(SpeechChunk chunk) {
        playout.offer(chunk);
    }

    void offer(FrameGroup group) {
        playout.offer(group);
    }

    /**
     * What is due now.
     *
     * @param nanos of a clock that never jumps
     */
    Playout.Slice play(long nanos) {
        long passed = nanos - lastNanos;
        lastNanos = nanos;
        boolean fresh = !playout.turn().equals(begun);
        if (fresh || held || playout.turn().isEmpty() || playout.finished()) {
            credit = 0;
            if (fresh && mayBegin()) {
                begun = playout.turn();
                dry = false;
            }
            return playout.playUntil(playout.playedSamples());
        }
        credit += passed * SpeechChunk.SAMPLE_RATE_HZ;
        long due = credit / 1_000_000_000L;
        credit -= due * 1_000_000_000L;
        long wanted = playout.playedSamples() + due;
        boolean late = wanted > playout.audioAvailable()
                && playout.turnLength()
                        .map(length -> length > playout.audioAvailable())
                        .orElse(true);
        if (late && !dry) {
            underruns++;
        }
        dry = late;
        return playout.playUntil(wanted);
    }

    private boolean mayBegin() {
        return playout.audioAvailable() >= CUSHION_SAMPLES
                || playout.turnLength()
                        .map(length -> length <= playout.audioAvailable())
                        .orElse(false);
    }

    Playout playout() {
        return playout;
    }

    boolean held() {
        return held;
    }

    int underruns() {
        return underruns;
    }
}
