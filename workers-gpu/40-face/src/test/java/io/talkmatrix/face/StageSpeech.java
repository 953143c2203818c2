package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Viseme;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Chunks of speech for tests of the stage: a tone, and four mouth shapes a segment. */
final class StageSpeech {

    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;

    private StageSpeech() {}

    /** Segments of the given lengths in chunks of 0.2 s. */
    static List<SpeechChunk> turn(double... seconds) {
        List<SpeechChunk> chunks = new ArrayList<>();
        double start = 0;
        for (int i = 0; i < seconds.length; i++) {
            chunks.addAll(segment(i, Math.round(start * RATE), seconds[i], .2, i == seconds.length - 1));
            start += seconds[i];
        }
        return chunks;
    }

    static List<SpeechChunk> segment(int segment, long start, double seconds, double step, boolean lastOfTurn) {
        List<TimedViseme> track = Scripts.track(start, seconds / 4, Viseme.M, Viseme.AH, Viseme.S, Viseme.OH);
        List<SpeechChunk> chunks = new ArrayList<>();
        long end = start + Math.round(seconds * RATE);
        long at = start;
        while (at < end) {
            long to = Math.min(end, at + Math.round(step * RATE));
            boolean last = to == end;
            chunks.add(chunk(
                    segment,
                    chunks.size(),
                    at,
                    (to - at) / (double) RATE,
                    chunks.isEmpty() ? track : List.of(),
                    last,
                    last && lastOfTurn));
            at = to;
        }
        return chunks;
    }

    static SpeechChunk chunk(
            int segment,
            int seq,
            long start,
            double seconds,
            List<TimedViseme> visemes,
            boolean lastOfSegment,
            boolean lastOfTurn) {
        int samples = (int) Math.round(seconds * RATE);
        ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            pcm.putShort((short) (6000 * Math.sin((start + i) * .05)));
        }
        return new SpeechChunk(
                new UnitId("r1", "turn-1", 0, segment, seq),
                pcm.array(),
                start,
                List.of(),
                visemes,
                "",
                Emotion.HAPPY,
                .5f,
                lastOfSegment,
                lastOfTurn,
                "");
    }

    static SpeechChunk ofNextTurn(SpeechChunk c) {
        UnitId id = new UnitId("r1", "turn-2", 1, c.id().segment(), c.id().seq());
        return new SpeechChunk(
                id,
                c.pcm(),
                c.ptsSamples(),
                c.phonemes(),
                c.visemes(),
                c.text(),
                c.emotion(),
                c.intensity(),
                c.lastOfSegment(),
                c.lastOfTurn(),
                c.degraded());
    }
}
