package io.talkmatrix.runtime;

import io.talkmatrix.stage.HostVoice;
import io.talkmatrix.stage.SpeechChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one room's sink let out lately: the voice as it was made, laid out in time by what the sink reports. Between two
 * reports playing is taken to go on from the first at its natural pace until it reaches the second; after the last one
 * for {@link #BEYOND_MILLIS} more.
 */
final class RoomVoice implements HostVoice {

    /** How far back the past is known. */
    static final int KEPT_MILLIS = 10_000;

    /** A sink reports at least every 200 ms. */
    static final int BEYOND_MILLIS = 400;

    private static final int SAMPLES_PER_MILLI = SpeechChunk.SAMPLE_RATE_HZ / 1000;
    private static final long MOST_AHEAD_SAMPLES = 20L * SpeechChunk.SAMPLE_RATE_HZ;

    /** From here on the turn was heard from this position; an empty turn means silence. */
    private record Mark(long atMillis, String turn, long pts) {}

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final NavigableMap<Long, SpeechChunk> chunks = new TreeMap<>(); // of {@link #turn}, by pts
    private final NavigableMap<Long, SpeechChunk> former = new TreeMap<>(); // of the turn before it
    private String turn = "";
    private String formerTurn = "";

    synchronized void made(SpeechChunk chunk) {
        if (chunk.samples() == 0 || chunk.id().turn().equals(formerTurn)) {
            return;
        }
        if (!chunk.id().turn().equals(turn)) {
            former.clear();
            former.putAll(chunks);
            formerTurn = turn;
            chunks.clear();
            turn = chunk.id().turn();
        }
        chunks.put(chunk.ptsSamples(), chunk);
        while (chunks.lastEntry().getValue().endSamples() - chunks.firstKey()
                > MOST_AHEAD_SAMPLES + (long) KEPT_MILLIS * SAMPLES_PER_MILLI) {
            chunks.pollFirstEntry();
        }
    }

    synchronized void heard(String of, long pts, long atMillis) {
        add(new Mark(atMillis, of, pts));
    }

    synchronized void stopped(String of, long atMillis) {
        if (!marks.isEmpty() && marks.peekLast().turn.equals(of)) {
            add(new Mark(Math.max(atMillis, marks.peekLast().atMillis), "", 0));
        }
    }

    private void add(Mark mark) {
        if (!marks.isEmpty() && mark.atMillis < marks.peekLast().atMillis) {
            return; // the clock jumped back; the next report is as good
        }
        marks.addLast(mark);
        long horizon = mark.atMillis - KEPT_MILLIS;
        while (marks.size() > 1 && secondMark().atMillis < horizon) {
            marks.removeFirst();
        }
    }

    private Mark secondMark() {
        return marks.stream().skip(1).findFirst().orElseThrow();
    }

    @Override
    public synchronized short[] between(long fromMillis, long untilMillis) {
        long from = Math.max(fromMillis, untilMillis - KEPT_MILLIS);
        if (untilMillis <= from) {
            return new short[0];
        }
        short[] heard = new short[Math.toIntExact((untilMillis - from) * SAMPLES_PER_MILLI)];
        boolean any = false;
        Mark before = null;
        for (Mark mark : marks) {
            any |= before != null
                    && lay(before, mark.turn.equals(before.turn) ? mark : null, mark.atMillis, from, heard);
            before = mark;
        }
        any |= before != null && lay(before, null, before.atMillis + BEYOND_MILLIS, from, heard);
        return any ? heard : new short[0];
    }

    /** Copies what was heard after a mark; false if that was nothing of the asked time. */
    private boolean lay(Mark mark, Mark next, long untilMillis, long fromMillis, short[] into) {
        if (mark.turn.isEmpty()) {
            return false;
        }
        NavigableMap<Long, SpeechChunk> voice =
                mark.turn.equals(turn) ? chunks : mark.turn.equals(formerTurn) ? former : new TreeMap<>();
        long natural = (untilMillis - mark.atMillis) * SAMPLES_PER_MILLI;
        long length = next == null ? natural : Math.min(natural, next.pts - mark.pts);
        long start = (mark.atMillis - fromMillis) * SAMPLES_PER_MILLI; // where the mark lies in the result
        long skip = Math.max(0, -start);
        long end = Math.min(length, into.length - start);
        if (end <= skip) {
            return false;
        }
        Map.Entry<Long, SpeechChunk> first = voice.floorEntry(mark.pts + skip);
        boolean any = false;
        for (SpeechChunk chunk : voice.tailMap(first == null ? mark.pts + skip : first.getKey(), true)
                .values()) {
            long a = Math.max(chunk.ptsSamples(), mark.pts + skip);
            long b = Math.min(chunk.endSamples(), mark.pts + end);
            if (chunk.ptsSamples() >= mark.pts + end) {
                break;
            }
            if (b > a) {
                ByteBuffer.wrap(chunk.pcm(), (int) (a - chunk.ptsSamples()) * 2, (int) (b - a) * 2)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer()
                        .get(into, (int) (start + a - mark.pts), (int) (b - a));
                any = true;
            }
        }
        return any;
    }
}
