package io.talkmatrix.connect.stream;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.live.AvatarPack;
import io.talkmatrix.media.live.LivePlayout;
import io.talkmatrix.media.live.Notice;
import io.talkmatrix.media.live.Step;
import io.talkmatrix.media.push.DelayedPlayout;
import io.talkmatrix.media.push.OutputSpec;
import io.talkmatrix.media.push.Packet;
import io.talkmatrix.media.push.PushStream;
import io.talkmatrix.media.push.Target;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** One room: its playout and the targets it goes to. Safe for use from any thread. */
final class RoomStream implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RoomStream.class.getName());

    private final String id;
    private final int width;
    private final int height;
    private final DelayedPlayout playout;
    private final PushStream stream = new PushStream();
    private final Outputs outputs;
    private final int mostOutputs;
    private final Reports reports;
    private final LongSupplier nanoTime;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private List<String> asked = List.of();
    private boolean clock;
    private boolean closed;

    RoomStream(
            Room room,
            AvatarPack pack,
            StreamConfig config,
            int tickSamples,
            Outputs outputs,
            Reports reports,
            LongSupplier nanoTime) {
        this.id = room.room();
        this.width = pack.width();
        this.height = pack.height();
        this.outputs = outputs;
        this.mostOutputs = config.mostOutputs();
        this.reports = reports;
        this.nanoTime = nanoTime;
        playout = new DelayedPlayout(new LivePlayout(pack, tickSamples), config.delayMillis());
        update(room, Optional.empty());
    }

    String id() {
        return id;
    }

    /**
     * The room's settings as they are now; targets come and go, the others are not touched.
     *
     * @param pack the host at rest; empty while another one is being made, and the one that is seen stays
     */
    synchronized void update(Room room, Optional<AvatarPack> pack) {
        pack.ifPresent(playout.playout()::swap);
        clock = room.clockSink().equals(reports.sink());
        if (closed || room.outputs().equals(asked)) {
            return;
        }
        asked = room.outputs();
        Set<String> wanted = new LinkedHashSet<>(asked);
        List<Target> gone = new ArrayList<>();
        targets.entrySet().removeIf(entry -> !wanted.contains(entry.getKey()) && gone.add(entry.getValue()));
        gone.forEach(Target::stop);
        for (String entry : wanted) {
            if (!targets.containsKey(entry)) {
                open(entry);
            }
        }
    }

    private void open(String entry) {
        if (targets.size() == mostOutputs) {
            LOG.log(Level.WARNING, "room {0} has more than {1} outputs; the rest is left out", id, mostOutputs);
            return;
        }
        try {
            OutputSpec spec = OutputSpec.parse(entry);
            String name = "room " + id + ", output " + spec.text();
            targets.put(entry, new Target(name, width, height, outputs.opener(id, name, spec), nanoTime));
        } catch (MediaException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "room {0} is not streamed to one of its outputs: {1}", id, e.getMessage());
        }
    }

    synchronized void tick() {
        if (closed) {
            return;
        }
        Step step = playout.tick(nanoTime.getAsLong());
        if (clock) {
            step.notices().forEach(notice -> reports.report(id, notice));
        }
        hand(stream.add(step));
    }

    private void hand(List<Packet> packets) {
        if (!packets.isEmpty()) {
            targets.values().forEach(target -> target.offer(packets));
        }
    }

    synchronized void obey(Control control) {
        for (Notice notice : playout.obey(control, nanoTime.getAsLong())) {
            if (notice instanceof Notice.Cut cut) {
                if (!cut.turn().isEmpty()) {
                    hand(List.of(stream.cut(cut.at())));
                }
                if (clock) {
                    reports.cut(id, control.turn(), cut);
                }
            }
        }
    }

    /**
     * Takes up what is under way.
     *
     * @param playedSamples how far the active turn was heard
     */
    synchronized void join(Control latest, long playedSamples) {
        if (latest.activeTurn().isEmpty()) {
            obey(latest);
        } else {
            boolean paused = latest.kind() == Control.Kind.PAUSE;
            playout.join(latest.activeTurn(), latest.generation(), paused, playedSamples);
        }
    }

    synchronized void offer(SpeechChunk chunk) {
        playout.offer(chunk, nanoTime.getAsLong());
    }

    synchronized void offer(FrameGroup group) {
        playout.offer(group);
    }

    /** How the targets fare. */
    synchronized List<Target.Status> targets() {
        return targets.values().stream().map(Target::status).toList();
    }

    /** Pictures held and left out, and how often the voice ran dry. */
    synchronized String figures() {
        return stream.heldPictures() + " pictures held, " + stream.leftPictures() + " left out, "
                + playout.playout().underruns() + " underruns";
    }

    /** Tells all targets to end; {@link #close} waits for that. */
    synchronized void stop() {
        closed = true;
        targets.values().forEach(Target::stop);
    }

    @Override
    public void close() {
        stop();
        List<Target> open;
        synchronized (this) {
            open = List.copyOf(targets.values());
            stream.close();
        }
        open.forEach(Target::close);
        LOG.log(Level.INFO, "room {0} is no longer streamed: {1}", id, figures());
    }
}
