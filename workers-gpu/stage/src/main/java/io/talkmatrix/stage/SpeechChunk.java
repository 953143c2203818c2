package io.talkmatrix.stage;

import java.util.List;

/**
 * A piece of the host's voice, on {@code audio.tts}; read by the face stage and by the sinks. Audio is the clock.
 *
 * @param id identity; seq counts the chunks of the segment from 0
 * @param pcm signed 16-bit little-endian mono at {@link #SAMPLE_RATE_HZ}; pauses between clauses are part of it
 * @param ptsSamples first sample's position since the turn began
 * @param phonemes of the whole segment, only on its first chunk, in order of time
 * @param visemes of the whole segment, only on its first chunk, in order of time, so that the face can look ahead; a segment
 *     whose first chunk has none is one whose mouth shapes nobody knows: the face hears them
 * @param text the segment's words, only on its first chunk (subtitles)
 * @param emotion how it is said
 * @param intensity strength of the emotion, 0–1
 * @param lastOfSegment true on the segment's last chunk
 * @param lastOfTurn true on the turn's last chunk
 * @param degraded see {@link TurnUnit#degraded()}
 */
public record SpeechChunk(
        UnitId id,
        byte[] pcm,
        long ptsSamples,
        List<TimedPhoneme> phonemes,
        List<TimedViseme> visemes,
        String text,
        Emotion emotion,
        float intensity,
        boolean lastOfSegment,
        boolean lastOfTurn,
        String degraded)
        implements TurnUnit {

    public static final int SAMPLE_RATE_HZ = 24_000;

    public SpeechChunk {
        phonemes = List.copyOf(phonemes);
        visemes = List.copyOf(visemes);
    }

    public int samples() {
        return pcm.length / 2;
    }

    public long endSamples() {
        return ptsSamples + samples();
    }

    @Override
    public SpeechChunk withDegraded(String reason) {
        return new SpeechChunk(
                id, pcm, ptsSamples, phonemes, visemes, text, emotion, intensity, lastOfSegment, lastOfTurn, reason);
    }
}
