package io.talkmatrix.media.live;

import io.talkmatrix.media.Playout;
import io.talkmatrix.stage.SpeechChunk;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The voice of one room's active turn on the stream: begins when enough of it is there, fills with silence where it runs
 * dry, fades out and goes on at the very sample. Pure; not thread-safe.
 */
final class VoiceTrack {

    /** 10 ms of what comes next, ever quieter; it will be heard again in full. */
    static final int FADE_OUT = SpeechChunk.SAMPLE_RATE_HZ / 100;

    /** 5 ms of what was heard last, ever louder, before the voice goes on. */
    static final int LEAD_IN = SpeechChunk.SAMPLE_RATE_HZ / 200;

    /** Of a longer dry spell no start delay would have helped. */
    private static final long HELPED_NANOS = 200_000_000L;

    private static final int REPORT_EVERY = SpeechChunk.SAMPLE_RATE_HZ / 5;

    private enum State {
        SILENT,
        WAITING,
        PLAYING,
        DONE
    }

    /** What was said in a segment and where it begins. */
    private record Line(int segment, String text) {}

    private final Playout playout;
    private final StartDelay delay = new StartDelay();
    private final NavigableMap<Long, Line> lines = new TreeMap<>();
    private State state = State.SILENT;
    private boolean started;
    private boolean paused;
    private boolean resumes;
    private boolean dry;
    private long drySince;
    private boolean waits;
    private long waitsSince;
    private long base;
    private byte[] insert = {};
    private int insertAt;
    private byte[] recent = {};
    private long reported;
    private long underruns;
    private long drySamples;

    VoiceTrack(int framesPerSecond) {
        playout = new Playout(framesPerSecond);
    }

    void begin(String turn, int generation) {
        playout.begin(turn, generation);
        state = turn.isEmpty() ? State.SILENT : State.WAITING;
        lines.clear();
        started = false;
        paused = false;
        resumes = false;
        dry = false;
        waits = false;
        insert = new byte[0];
        recent = new byte[0];
        reported = 0;
    }

    /** Only right after {@link #begin}. */
    void skipTo(long ptsSamples) {
        playout.skipTo(ptsSamples);
        reported = ptsSamples;
    }

    boolean offer(SpeechChunk chunk) {
        boolean taken = playout.offer(chunk);
        if (taken && (chunk.id().seq() == 0 || lines.isEmpty())) {
            lines.putIfAbsent(chunk.ptsSamples(), new Line(chunk.id().segment(), chunk.text()));
        }
        return taken;
    }

    Notice pause(long at) {
        if (!paused) {
            paused = true;
            boolean sounding = state == State.PLAYING;
            insert = sounding ? Fades.out(playout.peek(FADE_OUT)) : new byte[0];
            insertAt = 0;
            if (sounding) {
                state = State.WAITING;
            }
        }
        return new Notice.Paused(playout.turn(), at, playout.playedSamples());
    }

    void resume() {
        if (!paused) {
            return;
        }
        paused = false;
        resumes = true;
        boolean fading = insertAt > 0;
        insert = fading ? Fades.in(recent) : new byte[0];
        insertAt = 0;
    }

    /** Everything that is left of the turn is dropped. */
    void cut(int generation) {
        if (dry) {
            underruns++;
        }
        delay.turnOver();
        begin("", generation);
    }

    /** Fills a step with what is due of the turn; the rest of it is silence. */
    void fill(StepBuilder step, long nowNanos) {
        int filled = 0;
        int wanted = step.samples();
        while (filled < wanted) {
            int inserted = insert(step, filled);
            if (inserted > 0) {
                filled += inserted;
            } else if (paused || state == State.SILENT || state == State.DONE) {
                break;
            } else if (state == State.WAITING && !begins(step, filled, nowNanos)) {
                break;
            } else if (state == State.PLAYING) {
                filled += play(step, filled, nowNanos);
            }
        }
        if (dry) {
            drySamples += wanted - filled;
        }
        if (playout.playedSamples() - reported >= REPORT_EVERY) {
            report(step);
        }
    }

    private int insert(StepBuilder step, int filled) {
        int count = Math.min(insert.length / 2 - insertAt, step.samples() - filled);
        if (count > 0) {
            step.put(filled, insert, insertAt, count);
            insertAt += count;
        }
        return Math.max(0, count);
    }

    private boolean begins(StepBuilder step, int filled, long nowNanos) {
        if (playout.finished()) {
            dry = false;
            end(step, filled);
            return true;
        }
        long buffered = playout.audioAvailable() - playout.playedSamples();
        if (buffered <= 0) {
            waits = false;
            return false;
        }
        if (!waits) {
            waits = true;
            waitsSince = nowNanos;
        }
        boolean whole = playout.turnLength()
                .filter(length -> length <= playout.audioAvailable())
                .isPresent();
        if (!whole && !(resumes && !dry) && !delay.over(buffered, nowNanos - waitsSince)) {
            return false;
        }
        waits = false;
        state = State.PLAYING;
        base = step.at + filled - playout.playedSamples();
        if (dry) {
            dry = false;
            underruns++;
            if (nowNanos - drySince <= HELPED_NANOS) {
                delay.ranDry();
            }
        }
        if (!started) {
            started = true;
            step.add(new Notice.Started(playout.turn(), playout.generation(), step.at + filled));
        } else if (resumes) {
            step.add(new Notice.Resumed(playout.turn(), step.at + filled, playout.playedSamples()));
        }
        resumes = false;
        return true;
    }

    private int play(StepBuilder step, int filled, long nowNanos) {
        Playout.Slice slice = playout.playUntil(playout.playedSamples() + step.samples() - filled);
        int count = slice.pcm().length / 2;
        if (count > 0) {
            long at = step.at + filled;
            step.put(filled, slice.pcm(), 0, count);
            step.add(new Step.Voice(at, playout.turn(), playout.generation(), slice.ptsSamples(), count));
            lines.subMap(slice.ptsSamples(), slice.ptsSamples() + count)
                    .forEach((pts, line) -> subtitle(step, base + pts, line));
            remember(slice.pcm());
        }
        if (playout.finished()) {
            end(step, filled + count);
        } else if (filled + count < step.samples()) {
            state = State.WAITING;
            dry = true;
            drySince = nowNanos;
            waits = false;
        }
        return count;
    }

    private void end(StepBuilder step, int filled) {
        state = State.DONE;
        delay.turnOver();
        report(step);
        step.add(new Notice.Ended(playout.turn(), playout.generation(), step.at + filled));
    }

    private void subtitle(StepBuilder step, long at, Line line) {
        if (!line.text().isBlank()) {
            step.add(new Notice.Subtitle(playout.turn(), line.segment(), line.text(), at));
        }
    }

    private void remember(byte[] pcm) {
        int wanted = 2 * LEAD_IN;
        byte[] joined = new byte[Math.min(wanted, recent.length + pcm.length)];
        int fresh = Math.min(pcm.length, joined.length);
        int old = joined.length - fresh;
        System.arraycopy(recent, recent.length - old, joined, 0, old);
        System.arraycopy(pcm, pcm.length - fresh, joined, old, fresh);
        recent = joined;
    }

    private void report(StepBuilder step) {
        long played = playout.playedSamples();
        if (played > reported) {
            reported = played;
            step.add(new Notice.Played(playout.turn(), playout.generation(), segment(), played));
        }
    }

    /** The segment of the last sample played. */
    int segment() {
        Map.Entry<Long, Line> line = lines.floorEntry(playout.playedSamples() - 1);
        return line == null ? 0 : line.getValue().segment();
    }

    String turn() {
        return playout.turn();
    }

    int generation() {
        return playout.generation();
    }

    long playedSamples() {
        return playout.playedSamples();
    }

    /** True until the first sound of the turn is there. */
    boolean awaitsFirst() {
        return !started && playout.audioAvailable() == playout.playedSamples();
    }

    boolean started() {
        return started;
    }

    boolean paused() {
        return paused;
    }

    boolean done() {
        return state == State.SILENT || state == State.DONE;
    }

    /** True while the turn's pictures are due by {@link #base}; after its last sample too. */
    boolean running() {
        return state == State.PLAYING || state == State.DONE;
    }

    /** Stream position of the turn's sample 0, as things stand. */
    long base() {
        return base;
    }

    long underruns() {
        return underruns;
    }

    long drySamples() {
        return drySamples;
    }

    int startDelayMillis() {
        return delay.millis();
    }
}
