package io.talkmatrix.media.live;

import java.util.List;

/**
 * What leaves the sink at one tick.
 *
 * @param at stream position of the first sample
 * @param pcm s16le mono at 24 kHz; silence where nothing is said
 * @param silent true if all of {@code pcm} is 0
 * @param voice which parts of {@code pcm} are the turn's samples, unchanged, in order
 * @param pictures pictures that begin inside this step, in order
 * @param notices in order
 */
public record Step(
        long at, byte[] pcm, boolean silent, List<Voice> voice, List<Picture> pictures, List<Notice> notices) {

    /**
     * A run of a turn's own samples; fades are not part of it.
     *
     * @param at stream position
     * @param ptsSamples position in the turn
     */
    public record Voice(long at, String turn, int generation, long ptsSamples, int samples) {}

    /**
     * A coded picture.
     *
     * @param at stream position it is shown from
     * @param units Annex B access units in decoding order; only the last is to be seen
     * @param decodableAlone true if the first unit needs none before it
     * @param turn whose talking frame it is, empty for an idle one
     */
    public record Picture(long at, List<byte[]> units, boolean decodableAlone, String turn) {}

    public int samples() {
        return pcm.length / 2;
    }
}
