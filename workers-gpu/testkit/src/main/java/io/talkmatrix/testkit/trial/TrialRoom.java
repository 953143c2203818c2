package io.talkmatrix.testkit.trial;

import io.talkmatrix.media.Playout;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.testkit.trial.TrialSink.Manner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One room of a trial's sink: a real playout, and a check of each sample and frame that leaves it. For one thread. */
final class TrialRoom {

    private static final int FRAMES_PER_SECOND = 25;
    private static final int MOST_EARLY = 4_096;
    private static final long REPORT_SAMPLES = SpeechChunk.SAMPLE_RATE_HZ / 5;

    private final String room;
    private final int number;
    private final Map<String, Integer> turns; // number of each turn, by id
    private final Consumer<TurnEvent> tell;
    private final TrialFindings findings;
    private final Manner manner;
    private final Playout playout = new Playout(FRAMES_PER_SECOND);
    private final Deque<TurnUnit> early = new ArrayDeque<>();
    private final Set<String> over = new HashSet<>();
    private final Set<String> cut = new HashSet<>();
    private final Map<Class<?>, Long> latest = new HashMap<>();
    private long clockNanos;
    private long reported;
    private long soundedNanos;
    private MessageDigest sound = digest();
    private MessageDigest picture = digest();

    TrialRoom(
            String room,
            int number,
            Map<String, Integer> turns,
            Consumer<TurnEvent> tell,
            TrialFindings findings,
            Manner manner,
            long nowNanos) {
        this.room = room;
        this.number = number;
        this.turns = turns;
        this.tell = tell;
        this.findings = findings;
        this.manner = manner;
        this.clockNanos = nowNanos;
    }

    String room() {
        return room;
    }

    /** When sound was let out last; 0 if none was. */
    long soundedNanos() {
        return soundedNanos;
    }

    String turn() {
        return playout.turn();
    }

    long playedSamples() {
        return playout.playedSamples();
    }

    void obey(Control control, long nowNanos) {
        if (control.kind() == Control.Kind.CUT || control.kind() == Control.Kind.END) {
            over.add(control.turn());
            early.removeIf(unit -> unit.id().turn().equals(control.turn()));
        }
        if (control.kind() == Control.Kind.CUT && control.generation() > playout.generation()) {
            long position = playout.playedSamples();
            playout.obey(control);
            cut.add(control.turn());
            findings.sinkCuts++;
            tell(control.turn(), control.generation(), Milestone.SINK_CUT, position);
        } else if (control.kind() == Control.Kind.START && !control.activeTurn().equals(playout.turn())) {
            playout.obey(control);
            clockNanos = nowNanos;
            reported = 0;
            sound = digest();
            picture = digest();
            List<TurnUnit> waiting = new ArrayList<>(early);
            early.clear();
            waiting.forEach(this::place);
        }
    }

    void offer(TurnUnit unit) {
        findings.crossed += belongs(unit) ? 0 : 1;
        if (cut.contains(unit.id().turn())) {
            findings.late++;
        } else {
            inOrder(unit);
        }
        place(unit);
    }

    private void place(TurnUnit unit) {
        if (unit.id().turn().equals(playout.turn())) {
            if (unit instanceof SpeechChunk chunk) {
                playout.offer(chunk);
            } else if (unit instanceof FrameGroup group) {
                playout.offer(group);
            }
        } else if (!over.contains(unit.id().turn()) && early.size() < MOST_EARLY) {
            early.add(unit);
        }
    }

    private boolean belongs(TurnUnit unit) {
        if (manner == Manner.LIVE_UNMARKED) {
            return turns.containsKey(unit.id().turn());
        }
        Payload payload = unit instanceof SpeechChunk chunk
                ? Payload.ofPcm(chunk.pcm(), 0)
                : Payload.ofFrame(((FrameGroup) unit).frames().get(0));
        return payload.equals(new Payload(
                number, turns.getOrDefault(unit.id().turn(), -1), unit.id().segment()));
    }

    private void inOrder(TurnUnit unit) {
        UnitId id = unit.id();
        long place = (turns.getOrDefault(id.turn(), -1) * 8L + id.segment()) * 64 + id.seq();
        Long before = latest.put(unit.getClass(), place);
        findings.disordered += before != null && before >= place ? 1 : 0;
    }

    /** Lets out what is due. {@code speed} times as fast as a person would hear it. */
    void tick(long nowNanos, double speed) {
        if (playout.turn().isEmpty() || playout.finished()) {
            clockNanos = nowNanos;
            return;
        }
        long due =
                playout.playedSamples() + (long) ((nowNanos - clockNanos) / 1e9 * SpeechChunk.SAMPLE_RATE_HZ * speed);
        long there = manner == Manner.WHOLE
                ? Math.min(playout.audioAvailable(), playout.videoAvailable())
                : playout.audioAvailable();
        long pairs = manner == Manner.LIVE_UNMARKED ? ~0L : ~1L; // marks are two samples long
        long until = Math.min(due, there) & pairs;
        clockNanos = until < (due & pairs) || until > playout.playedSamples() ? nowNanos : clockNanos;
        Playout.Slice slice = playout.playUntil(until);
        if (slice.pcm().length == 0) {
            return;
        }
        soundedNanos = nowNanos;
        if (slice.ptsSamples() == 0) {
            tell(playout.turn(), playout.generation(), Milestone.PLAYING, 0);
        }
        check(slice);
        boolean finished = playout.finished();
        if (finished) {
            findings.complete(number, turns.get(playout.turn()), hex(sound) + "/" + hex(picture));
        }
        if (finished || playout.playedSamples() - reported >= REPORT_SAMPLES * speed) {
            reported = playout.playedSamples();
            tell(playout.turn(), playout.generation(), Milestone.PLAYED, reported);
        }
    }

    private void check(Playout.Slice slice) {
        findings.missingFrames += slice.missingFrames();
        if (manner == Manner.LIVE_UNMARKED) {
            return;
        }
        int turn = turns.get(playout.turn());
        boolean silenced = cut.contains(playout.turn());
        for (int pair = 0; pair < slice.pcm().length / 4; pair++) {
            judge(Payload.ofPcm(slice.pcm(), pair), turn, silenced);
        }
        sound.update(slice.pcm());
        for (Playout.TimedFrame frame : slice.frames()) {
            judge(Payload.ofFrame(frame.data()), turn, silenced);
            picture.update(frame.data());
        }
    }

    private void judge(Payload said, int turn, boolean silenced) {
        boolean ours = said.room() == number;
        findings.crossed += ours ? 0 : 1;
        findings.stale += silenced || ours && said.turn() != turn ? 1 : 0;
    }

    private void tell(String turn, int generation, Milestone milestone, long pts) {
        tell.accept(TrialStages.milestone(new UnitId(room, turn, generation, 0, 0), TrialSink.NAME, milestone, pts));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
