package io.talkmatrix.asr;

import io.talkmatrix.stage.HostVoice;
import java.util.Arrays;
import java.util.Random;

/**
 * A host that speaks through a loudspeaker into a room, a microphone that hears it come back late, quieter, with
 * reverberation and noise, and perhaps somebody who speaks over it. Times are milliseconds since the scene began, which is
 * at {@link #BEGIN} on the wall clock.
 */
final class EchoScene {

    static final long BEGIN = 1_700_000_000_000L;
    static final int HOST_FROM = 600;

    private static final int SINK_PER_MILLI = 24;
    private static final int MIC_PER_MILLI = 16;

    private final short[] host;
    private final float[] microphone;
    private final float[] echo;
    private int nearFrom = -1;

    /** @param host what the sink plays, 16-bit mono at 24 kHz; lasts as long as the scene does */
    EchoScene(byte[] host) {
        float[] samples = Clips.toSamples(host);
        this.host = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            this.host[i] = (short) Math.round(samples[i] * 32767);
        }
        int millis = HOST_FROM + samples.length / SINK_PER_MILLI + 800;
        microphone = new float[millis * MIC_PER_MILLI];
        echo = new float[microphone.length];
    }

    /**
     * The host comes back.
     *
     * @param reverbMillis time in which the room's sound falls by 60 dB
     */
    EchoScene echo(int delayMillis, double gainDb, int reverbMillis) {
        float[] heard = new float[microphone.length];
        for (int i = 0; i < host.length * MIC_PER_MILLI / SINK_PER_MILLI - 1; i++) {
            double at = i * (double) SINK_PER_MILLI / MIC_PER_MILLI;
            int left = (int) at;
            double sample = host[left] + (at - left) * (host[left + 1] - host[left]);
            int place = (HOST_FROM + delayMillis) * MIC_PER_MILLI + i;
            if (place < heard.length) {
                heard[place] = (float) (sample / 32768 * Math.pow(10, gainDb / 20));
            }
        }
        float[] response = response(reverbMillis);
        for (int i = 0; i < heard.length; i++) {
            if (heard[i] != 0) {
                for (int k = 0; k < response.length && i + k < echo.length; k += k < 64 ? 1 : 7) {
                    echo[i + k] += heard[i] * response[k];
                }
            }
        }
        add(echo, 0, 1);
        return this;
    }

    /** A direct path, then noise that fades: half of the energy each. */
    private static float[] response(int reverbMillis) {
        Random random = new Random(reverbMillis);
        float[] response = new float[Math.max(1, reverbMillis * MIC_PER_MILLI)];
        double energy = 0;
        for (int k = 64; k < response.length; k += 7) {
            response[k] = (float) (random.nextGaussian() * Math.pow(10, -3.0 * k / response.length));
            energy += response[k] * response[k];
        }
        for (int k = 64; k < response.length; k += 7) {
            response[k] *= (float) (0.7 / Math.sqrt(energy));
        }
        response[0] = 0.7f;
        return response;
    }

    /** Somebody speaks over it, so many dB louder than the echo is on average. */
    EchoScene near(float[] speech, int fromMillis, double overEchoDb) {
        nearFrom = fromMillis + firstLoud(speech) / MIC_PER_MILLI;
        double factor = rms(echo) / rms(speech) * Math.pow(10, overEchoDb / 20);
        add(speech, fromMillis * MIC_PER_MILLI, factor);
        return this;
    }

    /** Somebody speaks, at a level of their own (RMS in dB below full scale). */
    EchoScene nearAt(float[] speech, int fromMillis, double levelDb) {
        nearFrom = fromMillis + firstLoud(speech) / MIC_PER_MILLI;
        add(speech, fromMillis * MIC_PER_MILLI, Math.pow(10, levelDb / 20) / rms(speech));
        return this;
    }

    EchoScene noise(double levelDb) {
        add(Clips.noise(microphone.length, Math.pow(10, levelDb / 20)), 0, 1);
        return this;
    }

    private void add(float[] sound, int from, double factor) {
        for (int i = 0; i < sound.length && from + i < microphone.length; i++) {
            microphone[from + i] += (float) (sound[i] * factor);
        }
    }

    private static int firstLoud(float[] speech) {
        int i = 0;
        while (Math.abs(speech[i]) < 0.03f) {
            i++;
        }
        return i;
    }

    /** Of what is not silent. */
    private static double rms(float[] samples) {
        double sum = 0;
        int loud = 0;
        for (float sample : samples) {
            if (Math.abs(sample) > 1e-3) {
                sum += sample * sample;
                loud++;
            }
        }
        return Math.sqrt(sum / Math.max(1, loud));
    }

    /** When somebody begins to speak over the host. */
    int nearFrom() {
        return nearFrom;
    }

    int hops() {
        return microphone.length / VoiceDetector.HOP;
    }

    float[] hop(int number) {
        int from = number * VoiceDetector.HOP;
        return Arrays.copyOfRange(microphone, from, from + VoiceDetector.HOP);
    }

    /** When the host's last sound left the sink. */
    int hostUntil() {
        return HOST_FROM + host.length / SINK_PER_MILLI;
    }

    /** What left the sink, as the runtime tells it. */
    HostVoice voice() {
        return (fromMillis, untilMillis) -> {
            int from = (int) (fromMillis - BEGIN - HOST_FROM) * SINK_PER_MILLI;
            int until = (int) (untilMillis - BEGIN - HOST_FROM) * SINK_PER_MILLI;
            if (until <= 0 || from >= host.length) {
                return new short[0];
            }
            short[] heard = new short[until - from];
            for (int i = Math.max(0, -from); i < heard.length && from + i < host.length; i++) {
                heard[i] = host[from + i];
            }
            return heard;
        };
    }
}
