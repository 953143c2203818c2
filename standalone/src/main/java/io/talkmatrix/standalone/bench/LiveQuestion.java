package io.talkmatrix.standalone.bench;

/**
 * A question to be said into a room's microphone.
 *
 * @param language BCP 47 primary tag
 * @param kind {@code common} if the sample knowledge answers it, {@code open} if not, {@code recorded} of a recording
 * @param voice who asks, none of the host's voices; a recording's file
 * @param text empty if it is not known
 * @param pcm 16 kHz mono
 */
record LiveQuestion(String language, String kind, String voice, String text, short[] pcm) {

    private static final double AUDIBLE = 0.02;

    /** Where the last audible sample is: quieter than 2 % of the loudest one is no speech any more. */
    int speechEnd() {
        return Math.max(1, pcm.length - trailing());
    }

    private int trailing() {
        int peak = 0;
        for (short sample : pcm) {
            peak = Math.max(peak, Math.abs(sample));
        }
        int silent = 0;
        while (silent < pcm.length && Math.abs(pcm[pcm.length - 1 - silent]) <= AUDIBLE * peak) {
            silent++;
        }
        return silent;
    }
}
