package io.talkmatrix.stage;

/**
 * A piece of what the room's microphone or source heard, on {@code audio.in}.
 *
 * @param room room id
 * @param stream id of the source stream; a new microphone session or file is a new stream
 * @param seq number of the chunk within the stream, from 0, without gaps
 * @param captureMillis capture time of the first sample, milliseconds since the epoch
 * @param pcm signed 16-bit little-endian mono at {@link #SAMPLE_RATE_HZ}, 20–200 ms; empty only with endOfStream
 * @param endpointing who decides where an utterance ends
 * @param endOfStream true on the last chunk of the stream
 */
public record AudioChunk(
        String room,
        String stream,
        long seq,
        long captureMillis,
        byte[] pcm,
        Endpointing endpointing,
        boolean endOfStream)
        implements Event {

    public static final int SAMPLE_RATE_HZ = 16_000;

    /** Who ends an utterance. */
    public enum Endpointing {
        /** Trailing silence found by voice activity detection (microphones). */
        VAD,
        /** The end of the stream: a whole file is one turn, pauses inside do not split it. */
        STREAM_END
    }

    public int samples() {
        return pcm.length / 2;
    }
}
