package io.talkmatrix.standalone.up;

import io.talkmatrix.console.replay.PastTurns;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.stack.HttpPort;
import io.talkmatrix.standalone.stack.Placement;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The {@code up} command: starts everything, says where, and stops it again when it is told to. */
@ApplicationScoped
public class Up {

    private final StackFactory stacks;
    private final Pages pages;
    private final Peers peers;
    private final PastTurns past;

    @Inject
    public Up(StackFactory stacks, Pages pages, Peers peers, PastTurns past) {
        this.past = past;
        this.stacks = stacks;
        this.pages = pages;
        this.peers = peers;
    }

    /**
     * Returns after an orderly stop.
     *
     * @param open whether the console is also opened in the browser
     * @throws InterruptedException if it was told to stop while it started
     */
    public void run(
            StackSettings settings,
            StageChoice choice,
            Placement placement,
            RoomRequest request,
            ConnectorRequest connectors,
            boolean open)
            throws InterruptedException {
        Progress progress = Progress.onStandardError();
        long begun = System.nanoTime();
        try (Stack stack = stacks.start(settings, choice, placement, progress)) {
            progress.now("Opening the rooms …");
            Rooms.open(stack, request, choice.profile(), Clock.systemUTC().millis());
            connectors.write(settings.dataFolder(), request.id());
            Settings stages = settings.stages(choice.profile()).settings();
            try (Pages.Served served = pages.serve(stack, stages, settings.dataFolder());
                    PastOfStack turns = new PastOfStack(
                            stack,
                            stacks.program(),
                            stacks.optionsFor(stack, settings, choice),
                            settings.dataFolder().resolve("run"));
                    Connectors connect = connectors(stack, settings, stages, connectors.always(), progress)) {
                past.open(turns);
                if (placement.hasWebRtc()) {
                    peers.ask(stack, stages);
                }
                stacks.announceUp(settings, HttpPort.url());
                progress.line(String.format(Locale.ROOT, "Ready after %.1f s.", (System.nanoTime() - begun) / 1e9));
                System.out.println(HttpPort.url());
                System.out.flush();
                if (open) {
                    Browser.open(HttpPort.url(), progress);
                }
                awaitEnd();
                progress.line("Stopping …");
            } finally {
                peers.close();
                past.close();
            }
        }
    }

    private static Connectors connectors(
            Stack stack, StackSettings settings, Settings stages, boolean always, Progress progress) {
        ConnectSettings connect = ConnectSettings.of(
                settings.dataFolder(),
                stages.live().avatars(),
                stack.bootstrapServers(),
                stack.registryUrl(),
                stack.access());
        return new Connectors(connect, stack.tables().rooms(), always, progress);
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
