package io.talkmatrix.console.sockets;

import io.talkmatrix.stage.AudioChunk;
import java.util.Optional;

/**
 * Makes what a microphone sends into chunks of one stream: counted without gaps, with capture times of the server's clock.
 * Pure; for one thread.
 *
 * <p>A chunk cannot have been captured after it arrived, so the stream's start is the earliest that any arrival allows;
 * what arrives much later than that was not recorded without a pause, and begins a new reckoning.
 */
public final class MicrophoneStream {

    static final int SHORTEST_MILLIS = 20;
    static final int LONGEST_MILLIS = 100;

    /** Sound may arrive this much ahead of the clock: what waited in a slow network comes at once. */
    static final long BURST_MILLIS = 3_000;

    private static final long GAP_MILLIS = 1_000;
    private static final int BYTES_PER_MILLI = AudioChunk.SAMPLE_RATE_HZ / 1000 * 2;

    private final String room;
    private final String stream;
    private final long openedMillis;
    private long seq;
    private long heardMillis;
    private long startMillis = Long.MAX_VALUE;

    /** @param openedMillis when it was opened */
    public MicrophoneStream(String room, String stream, long openedMillis) {
        this.room = room;
        this.stream = stream;
        this.openedMillis = openedMillis;
    }

    /** @return what is wrong with a message, empty if it is a piece of sound that may be taken */
    public Optional<String> refusal(byte[] pcm, long nowMillis) {
        if (pcm.length % 2 != 0) {
            return Optional.of("16-bit samples come in pairs of bytes, not " + pcm.length);
        }
        if (pcm.length < SHORTEST_MILLIS * BYTES_PER_MILLI || pcm.length > LONGEST_MILLIS * BYTES_PER_MILLI) {
            return Optional.of("a message holds " + SHORTEST_MILLIS + " to " + LONGEST_MILLIS
                    + " ms of 16 kHz mono s16le, not " + pcm.length + " bytes");
        }
        if (heardMillis + pcm.length / BYTES_PER_MILLI > nowMillis - openedMillis + BURST_MILLIS) {
            return Optional.of("sound comes faster than it can have been recorded");
        }
        return Optional.empty();
    }

    /** The next chunk; the message was not refused. */
    public AudioChunk chunk(byte[] pcm, long nowMillis) {
        long length = pcm.length / BYTES_PER_MILLI;
        long earliest = nowMillis - length - heardMillis;
        if (earliest < startMillis || earliest - startMillis > GAP_MILLIS) {
            startMillis = earliest;
        }
        AudioChunk chunk =
                new AudioChunk(room, stream, seq++, startMillis + heardMillis, pcm, AudioChunk.Endpointing.VAD, false);
        heardMillis += length;
        return chunk;
    }

    /** The empty chunk that ends the stream, unless nothing was heard. */
    public Optional<AudioChunk> end() {
        return seq == 0
                ? Optional.empty()
                : Optional.of(new AudioChunk(
                        room, stream, seq++, startMillis + heardMillis, new byte[0], AudioChunk.Endpointing.VAD, true));
    }
}
