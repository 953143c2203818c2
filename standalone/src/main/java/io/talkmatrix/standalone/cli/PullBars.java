package io.talkmatrix.standalone.cli;

import io.talkmatrix.inference.models.PullProgress;

/** Draws model pulls as progress bars: size, speed, time left. */
public final class PullBars implements PullProgress {

    private final Progress progress;

    public PullBars(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void step(String model, String what) {
        progress.now("  " + model + ": " + what);
    }

    @Override
    public void bytes(Transfer transfer) {
        String speed = Progress.bytes(transfer.bytesPerSecond()) + "/s";
        if (transfer.total() <= 0) {
            progress.bar("  " + transfer.model(), 0, Progress.bytes(transfer.done()) + "  " + speed);
            return;
        }
        progress.bar(
                "  " + transfer.model(),
                (double) transfer.done() / transfer.total(),
                Progress.bytes(transfer.done()) + " of " + Progress.bytes(transfer.total()) + "  " + speed + "  "
                        + Progress.time(transfer.remaining()) + " left");
    }
}
