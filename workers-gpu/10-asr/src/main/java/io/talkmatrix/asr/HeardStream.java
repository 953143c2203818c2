package io.talkmatrix.asr;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.AudioChunk.Endpointing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** What was heard of one stream of audio: its latest samples, when they were captured, and where somebody speaks. */
final class HeardStream {

    /** Kept behind the last voiced hop; shorter than the silence that starts a recognition ahead. */
    static final int TAIL = SpeechGate.samples(60);

    /** Below this peak nothing can be heard: digital silence needs no model. */
    private static final float INAUDIBLE = 1e-4f;

    /** Where a chunk began. */
    record Mark(long sample, long seq, long captureMillis) {

        long millisAt(long other) {
            return captureMillis + (other - sample) / (AudioChunk.SAMPLE_RATE_HZ / 1000);
        }
    }

    private final String id;
    private final VoiceDetector.Ear ear;
    private final EchoGate echo;
    private final SpeechGate gate;
    private final AudioWindow audio = new AudioWindow();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final long ignored;
    private long nextSeq;
    private long missing;
    private int filled;
    private boolean earIsFresh = true;

    HeardStream(AudioChunk first, VoiceDetector.Ear ear, EchoGate echo, Listening listening) {
        id = first.stream();
        nextSeq = first.seq();
        this.ear = ear;
        this.echo = echo;
        gate = new SpeechGate(Listening.samples(listening.minSpeech()));
        boolean opensNow = first.seq() == 0 && first.endpointing() == Endpointing.VAD;
        ignored = opensNow ? Listening.samples(listening.ignoreStart()) : 0;
        // Hops lie where they lay for whoever read the stream from its first chunk, if chunks are of one size.
        filled = (int) (first.seq() * first.samples() % VoiceDetector.HOP);
        ear.reset();
    }

    String id() {
        return id;
    }

    SpeechGate gate() {
        return gate;
    }

    AudioWindow audio() {
        return audio;
    }

    /** How many chunks are kept: what a successor must read again while nothing older matters. */
    int chunks() {
        return marks.size();
    }

    /** Chunks that never came since this was asked last. */
    long takeMissing() {
        long lacking = missing;
        missing = 0;
        return lacking;
    }

    /** Notes that a chunk begins; false if it was heard before. The number of chunks lacking before it is kept. */
    boolean begin(AudioChunk chunk) {
        if (chunk.seq() < nextSeq) {
            return false;
        }
        missing += chunk.seq() - nextSeq;
        nextSeq = chunk.seq() + 1;
        marks.add(new Mark(audio.to() + filled, chunk.seq(), chunk.captureMillis()));
        return true;
    }

    long nextSeq() {
        return nextSeq;
    }

    /** Takes one sample into {@code hop}; true once that is full. */
    boolean fill(float[] hop, float sample) {
        long place = audio.to() + filled;
        hop[filled++] = place < ignored ? 0 : sample;
        if (filled < hop.length) {
            return false;
        }
        filled = 0;
        return true;
    }

    /** Listens to a hop. */
    void hear(float[] hop) {
        long begins = audio.to();
        audio.append(hop, hop.length);
        boolean hostAlone = echo.hostAlone(hop, millisAt(begins));
        float probability = probability(hop);
        gate.accept(hostAlone ? 0 : probability, hop.length);
    }

    private float probability(float[] hop) {
        float peak = 0;
        for (float sample : hop) {
            peak = Math.max(peak, Math.abs(sample));
        }
        if (peak < INAUDIBLE) {
            if (!earIsFresh) {
                ear.reset();
                earIsFresh = true;
            }
            return 0;
        }
        earIsFresh = false;
        return ear.speechProbability(hop);
    }

    /** First sample that need not be recognised any more. */
    long spokenTo() {
        return Math.min(gate.end() + TAIL, audio.to());
    }

    /** Capture time of a sample by the chunk it came with: clocks drift, and chunks may be missing. */
    long millisAt(long sample) {
        return markOf(sample).millisAt(sample);
    }

    /** The chunk that holds a sample. */
    Mark markOf(long sample) {
        Mark found = marks.getFirst();
        for (Mark mark : marks) {
            if (mark.sample() <= sample) {
                found = mark;
            }
        }
        return found;
    }

    void forgetBefore(long sample) {
        audio.forgetBefore(sample);
        while (marks.size() > 1 && secondMark().sample() <= audio.from()) {
            marks.removeFirst();
        }
    }

    private Mark secondMark() {
        Iterator<Mark> all = marks.iterator();
        all.next();
        return all.next();
    }
}
