package io.talkmatrix.console.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.media.live.AvatarPack;
import io.talkmatrix.media.live.LivePlayout;
import io.talkmatrix.media.live.LiveStream;
import io.talkmatrix.media.live.Notice;
import io.talkmatrix.media.live.Step;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Playhead;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One room: its playout, its stream and whoever watches. Safe for use from any thread. */
final class PacedRoom implements LiveRoom {

    static final String PREPARING = "preparing";
    private static final String BLANK = "blank";
    private static final double RATE = SpeechChunk.SAMPLE_RATE_HZ;

    private final String id;
    private final LivePlayout playout;
    private final String sink;
    private final Optional<LiveStream> stream;
    private final List<StepListener> listeners = new ArrayList<>();
    private final Consumer<TurnEvent> milestones;
    private final LiveMetrics metrics;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Audience audience;
    private final Glimpse glimpse = new Glimpse();
    private String toldState = "";
    private String subtitle = "";
    private boolean closed;

    /**
     * @param sink who its milestones are by
     * @param fragments whether viewers are served, or only listeners
     */
    PacedRoom(
            String id,
            String sink,
            boolean fragments,
            AvatarPack pack,
            LiveSettings settings,
            Consumer<TurnEvent> milestones,
            MeterRegistry meters,
            Clock clock,
            LongSupplier nanoTime) {
        this.id = id;
        this.sink = sink;
        this.milestones = milestones;
        this.clock = clock;
        this.nanoTime = nanoTime;
        playout = new LivePlayout(pack, settings.tickMillis() * SpeechChunk.SAMPLE_RATE_HZ / 1000);
        stream = fragments
                ? Optional.of(new LiveStream(pack.width(), pack.height(), Viewer.INIT, Viewer.FRAGMENT))
                : Optional.empty();
        metrics = new LiveMetrics(meters, id, this::avOffset);
        audience = new Audience(id, settings, metrics);
    }

    private synchronized double avOffset(double percentile) {
        return playout.avOffsetMillis(percentile);
    }

    @Override
    public String id() {
        return id;
    }

    /** Version of the avatar pack that is shown. */
    synchronized String packVersion() {
        return playout.pack().version();
    }

    synchronized void tick() {
        if (closed) {
            return;
        }
        long now = nanoTime.getAsLong();
        Step step = playout.tick(now);
        glimpse.add(step);
        boolean ended = step.notices().stream().anyMatch(Notice.Ended.class::isInstance);
        step.notices().forEach(notice -> tell(notice, ended, now));
        listeners.forEach(listener -> listener.step(step));
        stream.ifPresent(mp4 -> mp4.add(step).forEach(part -> audience.send(part, now)));
        tellState(now);
        audience.check(now);
        metrics.update(playout);
    }

    /**
     * Takes up what is under way.
     *
     * @param latest the latest word on the room
     * @param playhead how far its turns were heard
     */
    synchronized void join(Control latest, Playhead playhead) {
        String turn = latest.activeTurn();
        if (turn.isEmpty() || turn.equals(playout.turn())) {
            obey(latest);
        } else {
            boolean paused = latest.kind() == Control.Kind.PAUSE;
            playout.join(turn, latest.generation(), paused, playhead.playedSamples(turn))
                    .forEach(notice -> tell(notice, false, nanoTime.getAsLong()));
        }
    }

    synchronized boolean amidTurn() {
        return !playout.turn().isEmpty();
    }

    synchronized void obey(Control control) {
        for (Notice notice : playout.obey(control)) {
            if (notice instanceof Notice.Cut cut) {
                cut(control, cut);
            } else {
                tell(notice, false, nanoTime.getAsLong());
            }
        }
    }

    private void cut(Control control, Notice.Cut cut) {
        long now = nanoTime.getAsLong();
        if (!cut.turn().isEmpty()) {
            listeners.forEach(StepListener::cut);
            double at = stream.map(LiveStream::cut).orElse(playout.position() / RATE);
            subtitle = "";
            audience.forgetMedia();
            audience.text(Texts.generation("cut", cut.turn(), cut.generation(), at), now);
            if (cut.ptsSamples() > 0) {
                report(cut.turn(), cut.turnGeneration(), Milestone.PLAYED, cut.segment(), cut.ptsSamples(), Map.of());
            }
        }
        report(control.turn(), cut.generation(), Milestone.SINK_CUT, -1, cut.ptsSamples(), Map.of());
        tellState(now);
    }

    synchronized void offer(SpeechChunk chunk) {
        boolean silent = playout.activity() == LivePlayout.Activity.IDLE;
        if (playout.offer(chunk) && silent) {
            tick();
        }
    }

    synchronized void offer(FrameGroup group) {
        playout.offer(group);
    }

    synchronized void swap(AvatarPack pack) {
        playout.swap(pack);
    }

    private void tell(Notice notice, boolean ended, long now) {
        String text = "";
        if (notice instanceof Notice.Started started) {
            report(started.turn(), started.generation(), Milestone.PLAYING, 0, 0, Map.of("startDelayMillis", (double)
                    playout.startDelayMillis()));
            text = Texts.generation("start", started.turn(), started.generation(), started.at() / RATE);
        } else if (notice instanceof Notice.Paused paused) {
            text = Texts.moment("pause", paused.turn(), paused.at() / RATE);
        } else if (notice instanceof Notice.Resumed resumed) {
            text = Texts.moment("resume", resumed.turn(), resumed.at() / RATE);
        } else if (notice instanceof Notice.Ended over) {
            text = Texts.moment("end", over.turn(), over.at() / RATE);
            subtitle = "";
        } else if (notice instanceof Notice.Subtitle line) {
            text = Texts.subtitle(line.turn(), line.segment(), line.text(), line.at() / RATE);
            subtitle = text;
        } else if (notice instanceof Notice.Played played) {
            report(
                    played.turn(),
                    played.generation(),
                    Milestone.PLAYED,
                    played.segment(),
                    played.ptsSamples(),
                    ended ? figures() : Map.of());
        }
        if (!text.isEmpty()) {
            audience.text(text, now);
        }
    }

    private Map<String, Double> figures() {
        return Map.of(
                "avOffsetP50Millis",
                playout.avOffsetMillis(.5),
                "avOffsetP95Millis",
                playout.avOffsetMillis(.95),
                "underruns",
                (double) playout.underruns(),
                "missingFrames",
                (double) playout.missingFrames());
    }

    private void report(
            String turn, int generation, Milestone milestone, int segment, long pts, Map<String, Double> figures) {
        milestones.accept(new TurnEvent(
                id, turn, generation, sink, milestone, segment, pts, "", "", "", "", figures, clock.millis()));
    }

    private String activity() {
        if (playout.pack().version().equals(BLANK) && playout.activity() == LivePlayout.Activity.IDLE) {
            return PREPARING;
        }
        return switch (playout.activity()) {
            case IDLE -> "idle";
            case SPEAKING -> "speaking";
            case PAUSED -> "paused";
        };
    }

    private void tellState(long now) {
        String state = activity();
        if (!state.equals(toldState)) {
            toldState = state;
            audience.text(stateText(), now);
        }
    }

    private String stateText() {
        return Texts.state(activity(), playout.turn(), playout.position() / RATE);
    }

    @Override
    public Subscription subscribe(Viewer viewer) {
        synchronized (this) {
            if (closed) {
                Seat none = audience.turnedAway(viewer);
                none.drop("room " + id + " is closed");
                return none;
            }
            LiveStream mp4 =
                    stream.orElseThrow(() -> new IllegalStateException("sink " + sink + " makes no fragments"));
            long now = nanoTime.getAsLong();
            Seat seat = audience.seat(viewer);
            mp4.init().ifPresent(init -> {
                seat.text(Texts.init(init.mime()), now);
                seat.media(init.message(), now);
            });
            seat.text(stateText(), now);
            if (!subtitle.isEmpty()) {
                seat.text(subtitle, now);
            }
            mp4.latest().forEach(fragment -> seat.media(fragment.message(), now));
            return seat;
        }
    }

    @Override
    public synchronized Subscription listen(StepListener listener) {
        if (closed) {
            listener.closed();
            return () -> {};
        }
        listeners.add(listener);
        listener.begins(glimpse.units());
        return () -> leave(listener);
    }

    private synchronized void leave(StepListener listener) {
        listeners.remove(listener);
    }

    @Override
    public Optional<byte[]> thumbnail() {
        return glimpse.still(nanoTime.getAsLong());
    }

    @Override
    public synchronized LiveState state() {
        return new LiveState(
                id,
                activity(),
                playout.turn(),
                audience.size(),
                playout.position() / RATE,
                playout.underruns(),
                playout.avOffsetMillis(.5),
                playout.avOffsetMillis(.95));
    }

    synchronized void close() {
        closed = true;
        long now = nanoTime.getAsLong();
        audience.close(now);
        listeners.forEach(StepListener::closed);
        listeners.clear();
        stream.ifPresent(LiveStream::close);
        metrics.close();
    }
}
