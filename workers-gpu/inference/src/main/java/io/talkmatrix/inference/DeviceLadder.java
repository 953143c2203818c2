package io.talkmatrix.inference;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Where the next run of a model goes: to the device it was told, or to the CPU once that is lost. A lost device is opened
 * again after a while, beside the runs; then one run tries it, and all others follow if that one succeeds. Each failure
 * doubles the wait, up to a limit. Pure but for the clock; safe for use from any thread.
 */
final class DeviceLadder {

    /** Where a run goes. */
    enum Step {
        DEVICE,
        CPU,
        /** To the device, to see whether it works again. */
        TRIAL
    }

    private enum State {
        ON_DEVICE,
        LOST,
        OPENING,
        OPENED,
        TRYING
    }

    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private State state = State.ON_DEVICE;
    private String reason = "";
    private long waitNanos = FIRST_WAIT.toNanos();
    private long sinceNanos;

    /** @param nanoTime like {@link System#nanoTime} */
    DeviceLadder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Where the caller's run goes; whoever is told TRIAL says how it went. */
    synchronized Step next() {
        if (state == State.ON_DEVICE) {
            return Step.DEVICE;
        }
        if (state == State.OPENED) {
            state = State.TRYING;
            return Step.TRIAL;
        }
        return Step.CPU;
    }

    /** The device failed, or was not there from the start. Without effect where that is known. */
    synchronized void lost(String why) {
        if (state == State.ON_DEVICE) {
            rest(why);
        }
    }

    /** True once each time the device is to be opened again; the caller says what came of it. */
    synchronized boolean opensNow() {
        if (state != State.LOST || nanoTime.getAsLong() - sinceNanos < waitNanos) {
            return false;
        }
        state = State.OPENING;
        return true;
    }

    synchronized void opened() {
        require(State.OPENING);
        state = State.OPENED;
    }

    synchronized void notOpened(String why) {
        require(State.OPENING);
        again(why);
    }

    synchronized void trialSucceeded() {
        require(State.TRYING);
        state = State.ON_DEVICE;
        reason = "";
        waitNanos = FIRST_WAIT.toNanos();
    }

    synchronized void trialFailed(String why) {
        require(State.TRYING);
        again(why);
    }

    /** The run that tried says nothing about the device: another one may try. */
    synchronized void trialAbandoned() {
        require(State.TRYING);
        state = State.OPENED;
    }

    /** Why runs go to the CPU; empty if they do not. */
    synchronized String reason() {
        return reason;
    }

    private void again(String why) {
        waitNanos = Math.min(waitNanos * 2, LONGEST_WAIT.toNanos());
        rest(why);
    }

    private void rest(String why) {
        state = State.LOST;
        reason = why;
        sinceNanos = nanoTime.getAsLong();
    }

    private void require(State expected) {
        if (state != expected) {
            throw new IllegalStateException("a device that is " + state + " is told something of one " + expected);
        }
    }
}
