package io.talkmatrix.webrtc;

/** Tones, made and found again. */
final class Tone {

    private Tone() {}

    /** s16le, the same in each channel. */
    static byte[] pcm(double hz, int rate, int samples, double amplitude, int channels) {
        byte[] pcm = new byte[2 * samples * channels];
        for (int i = 0; i < samples; i++) {
            long value = Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / rate));
            int clipped = (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
            for (int channel = 0; channel < channels; channel++) {
                pcm[2 * (i * channels + channel)] = (byte) clipped;
                pcm[2 * (i * channels + channel) + 1] = (byte) (clipped >> 8);
            }
        }
        return pcm;
    }

    /** Amplitude of one frequency in s16le mono. */
    static double level(byte[] pcm, int rate, double hz) {
        double real = 0;
        double imaginary = 0;
        int samples = pcm.length / 2;
        for (int i = 0; i < samples; i++) {
            double angle = 2 * Math.PI * hz * i / rate;
            real += sample(pcm, i) * Math.cos(angle);
            imaginary += sample(pcm, i) * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / samples;
    }

    static int loudest(byte[] pcm) {
        int loudest = 0;
        for (int i = 0; i < pcm.length / 2; i++) {
            loudest = Math.max(loudest, Math.abs(sample(pcm, i)));
        }
        return Math.min(loudest, Short.MAX_VALUE);
    }

    private static int sample(byte[] pcm, int i) {
        return (short) (pcm[2 * i] & 0xff | pcm[2 * i + 1] << 8);
    }
}
