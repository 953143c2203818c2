package io.talkmatrix.stage;

import java.util.List;

/**
 * About 200 ms of the talking host, on {@code video.frames}.
 *
 * @param id identity; segment and seq of the speech it shows, seq counts groups of the segment from 0
 * @param ptsSamples time of the first frame since the turn began, in samples at {@link SpeechChunk#SAMPLE_RATE_HZ}
 * @param framesPerSecond constant within a room
 * @param codec how each frame is coded
 * @param width pixels
 * @param height pixels
 * @param frames coded frames in order of presentation; a JPEG file each, or Annex B access units, the first an IDR
 * @param lastOfTurn true on the turn's last group
 * @param degraded see {@link TurnUnit#degraded()}
 */
public record FrameGroup(
        UnitId id,
        long ptsSamples,
        int framesPerSecond,
        Codec codec,
        int width,
        int height,
        List<byte[]> frames,
        boolean lastOfTurn,
        String degraded)
        implements TurnUnit {

    public FrameGroup {
        frames = List.copyOf(frames);
    }

    @Override
    public FrameGroup withDegraded(String reason) {
        return new FrameGroup(id, ptsSamples, framesPerSecond, codec, width, height, frames, lastOfTurn, reason);
    }

    public enum Codec {
        JPEG,
        H264
    }

    /** Time of frame {@code index} since the turn began, in samples at {@link SpeechChunk#SAMPLE_RATE_HZ}. */
    public long framePtsSamples(int index) {
        return ptsSamples + (long) index * SpeechChunk.SAMPLE_RATE_HZ / framesPerSecond;
    }
}
