package io.talkmatrix.console.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Tones that tell whether sound was resampled well. */
final class TestSound {

    static final double TONE_HZ = 1_000;

    /** Sampled at 16 kHz without a filter, this would be heard at {@link #ALIAS_HZ}. */
    static final double TOO_HIGH_HZ = 11_000;

    static final double ALIAS_HZ = 5_000;
    static final double AMPLITUDE = 0.4;

    /** The browser begins anew afterwards, with a gap. */
    private static final int SECONDS = 30;

    private TestSound() {}

    /** A tone that fits into 16 kHz and one that does not. */
    static Path write(Path file) throws IOException {
        int rate = 48_000;
        byte[] pcm = new byte[rate * SECONDS * 2];
        for (int i = 0; i < rate * SECONDS; i++) {
            double value = AMPLITUDE
                    * (Math.sin(2 * Math.PI * TONE_HZ * i / rate) + Math.sin(2 * Math.PI * TOO_HIGH_HZ * i / rate));
            int sample = (int) Math.round(value * 32_767);
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(pcm), format, (long) rate * SECONDS),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }

    /** Amplitude of a frequency in samples at 16 kHz, full scale 1 (Goertzel's sum, whole periods). */
    static double amplitude(double[] samples, double hz) {
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hz * i / 16_000;
            sine += samples[i] * Math.sin(angle);
            cosine += samples[i] * Math.cos(angle);
        }
        return 2 * Math.hypot(sine, cosine) / samples.length;
    }

    /** What is left of the samples without this frequency, root mean square. */
    static double without(double[] samples, double hz) {
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hz * i / 16_000;
            sine += 2 * samples[i] * Math.sin(angle) / samples.length;
            cosine += 2 * samples[i] * Math.cos(angle) / samples.length;
        }
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hz * i / 16_000;
            double rest = samples[i] - sine * Math.sin(angle) - cosine * Math.cos(angle);
            sum += rest * rest;
        }
        return Math.sqrt(sum / samples.length);
    }
}
