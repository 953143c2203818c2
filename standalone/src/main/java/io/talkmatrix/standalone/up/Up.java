package io.talkmatrix.standalone.up;

import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.live.PacedSink;
import io.talkmatrix.standalone.stack.HttpPort;
import io.talkmatrix.standalone.stack.Placement;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The {@code up} command: starts everything, says where, and stops it again when it is told to. */
@ApplicationScoped
public class Up {

    private final StackFactory stacks;

    @Inject
    public Up(StackFactory stacks) {
        this.stacks = stacks;
    }

    /**
     * Returns after an orderly stop.
     *
     * @throws InterruptedException if it was told to stop while it started
     */
    public void run(StackSettings settings, StageChoice choice, Placement placement, RoomRequest request, boolean open)
            throws InterruptedException {
        Progress progress = Progress.onStandardError();
        long begun = System.nanoTime();
        try (Stack stack = stacks.start(settings, choice, placement, progress)) {
            List<Room> rooms = Rooms.open(stack, request, choice.profile(), System.currentTimeMillis());
            List<PacedSink> sinks = new ArrayList<>();
            try {
                rooms.forEach(room -> sinks.add(new PacedSink(stack, room.room())));
                progress.line(String.format(Locale.ROOT, "Ready after %.1f s.", (System.nanoTime() - begun) / 1e9));
                progress.done();
                stacks.announceUp(settings, HttpPort.url());
                System.out.println(HttpPort.url());
                System.out.flush();
                awaitEnd();
                progress.line("Stopping …");
            } finally {
                sinks.forEach(PacedSink::close);
            }
        }
    }

    /** Ctrl-C and SIGTERM interrupt the command; once everything runs that is the way to end it. */
    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.interrupted();
        }
    }
}
