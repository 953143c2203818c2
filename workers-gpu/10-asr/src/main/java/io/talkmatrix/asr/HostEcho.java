package io.talkmatrix.asr;

import io.talkmatrix.stage.HostVoice;
import io.talkmatrix.stage.SpeechChunk;
import java.util.Arrays;

/**
 * Knows the host's echo by its shape. The levels of the microphone's bands are compared with those of what left the
 * sink up to 0.8 s earlier: {@link EchoDelay} finds where they rise and fall together, {@link EchoPath} how far
 * they lie apart. What is clearly louder than that explains is somebody else. Levels are compared rather than samples: a
 * little drift between the clocks, a codec or a moving head undo the latter. For one thread.
 */
final class HostEcho implements EchoGate {

    /**
     * Where host and others are told apart: docs/decisions/0010 has the table.
     *
     * @param marginDb what is louder than the echo by more is not explained by it
     * @param othersShare share of the loudness that is somebody's if it is not explained
     * @param sure least correlation that tells an echo
     * @param decayDb how fast the room's sound falls, dB a frame
     */
    record Tuning(float marginDb, float othersShare, float sure, float decayDb) {

        static Tuning usual() {
            return new Tuning(8, 0.22f, 0.4f, 0.8f);
        }
    }

    private static final int FRAME = BandLevels.FRAME_MILLIS;
    private static final int PER_HOP = VoiceDetector.HOP / 16 / FRAME;
    /** Frames of the past that are asked for: what was played is often known a little later than it was heard. */
    private static final int PAST = LevelRing.KEPT - PER_HOP;

    /** The microphone's clock follows its samples; only a jump of its chunks sets it anew. */
    private static final long CLOCK_JUMP_MILLIS = 150;

    /** How often the past is asked for again; else only what is new. */
    private static final int LOOK_BACK_HOPS = 8;

    private static final float AUDIBLE_HOST = -55;
    /** For so long sound of unknown origin is taken for the host, who has just begun. */
    private static final int UNDECIDED_FRAMES = 500 / FRAME;
    /** A host who was not heard for so long is not heard at all: whoever listens wears headphones. */
    private static final int NO_ECHO_FRAMES = 1000 / FRAME;

    private static final float SOUNDS = 12;

    private final HostVoice host;
    private final BandLevels microphoneLevels = new BandLevels(16_000);
    private final BandLevels sinkLevels = new BandLevels(SpeechChunk.SAMPLE_RATE_HZ);
    private final LevelRing heard = new LevelRing();
    private final LevelRing played = new LevelRing();
    private final EchoDelay delay;
    private final EchoPath path;
    private final float[] quiet = new float[BandLevels.BANDS];
    private final float[] microphone;
    private final float[] sink;
    private long clock = Long.MIN_VALUE;
    private long frames;
    private long lastAudible = Long.MIN_VALUE / 2;
    private long sounding;
    private long hushed;

    HostEcho(HostVoice host, Tuning tuning) {
        this.host = host;
        delay = new EchoDelay(tuning.sure());
        path = new EchoPath(tuning);
        microphone = new float[microphoneLevels.step() + VoiceDetector.HOP];
        sink = new float[LevelRing.KEPT * sinkLevels.step() + sinkLevels.window()];
        Arrays.fill(quiet, -60);
    }

    @Override
    public boolean hostAlone(float[] hop, long captureMillis) {
        if (clock == Long.MIN_VALUE || Math.abs(clock - captureMillis) > CLOCK_JUMP_MILLIS) {
            clock = captureMillis;
        }
        boolean audible = listenToSink();
        int kept = microphoneLevels.step();
        System.arraycopy(microphone, hop.length, microphone, 0, kept);
        System.arraycopy(hop, 0, microphone, kept, hop.length);
        for (int f = 0; f < PER_HOP; f++) {
            microphoneLevels.measure(microphone, f * kept, heard.at(frames));
            if (audible) {
                compare();
            }
            noteQuiet(heard.at(frames));
            frames++;
        }
        clock += (long) PER_HOP * FRAME;
        return audible && decide();
    }

    /** Measures what left the sink up to the end of this hop; true if any of it may be heard now. */
    private boolean listenToSink() {
        int first = frames / PER_HOP % LOOK_BACK_HOPS == 0 ? 0 : PAST;
        short[] pcm = host.between(clock - (long) (PAST - first) * FRAME, clock + (long) (PER_HOP + 1) * FRAME);
        int count = (LevelRing.KEPT - first) * sinkLevels.step() + sinkLevels.window();
        for (int i = 0; i < count; i++) {
            sink[i] = i < pcm.length ? pcm[i] / 32768f : 0;
        }
        for (int f = pcm.length == 0 ? PAST : first; f < LevelRing.KEPT; f++) {
            long number = frames + f - PAST;
            int from = (f - first) * sinkLevels.step();
            float[] levels = played.at(number);
            boolean sounds = pcm.length > 0 && sounds(from);
            if (!sounds && f >= PAST) {
                played.silence(number);
            } else if (sounds && (f >= PAST || LevelRing.loudest(levels) <= BandLevels.SILENCE)) {
                sinkLevels.measure(sink, from, levels);
            }
            if (LevelRing.loudest(levels) > AUDIBLE_HOST) {
                lastAudible = Math.max(lastAudible, number);
            }
        }
        return frames - lastAudible <= EchoDelay.LAGS;
    }

    private boolean sounds(int from) {
        for (int i = from; i < from + sinkLevels.window(); i++) {
            if (sink[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private void noteQuiet(float[] levels) {
        for (int b = 0; b < levels.length; b++) {
            quiet[b] = levels[b] < quiet[b] ? quiet[b] + 0.2f * (levels[b] - quiet[b]) : quiet[b] + 0.01f;
        }
    }

    private void compare() {
        float[] now = heard.at(frames);
        if (LevelRing.loudest(now) > LevelRing.loudest(quiet) + SOUNDS) {
            sounding++;
        } else {
            hushed++;
        }
        path.played(played.at(frames));
        if (delay.compare(frames, heard, played, quiet)) {
            path.forget();
        }
        if (delay.lag() >= 0) {
            long then = frames - delay.lag();
            float[] later = delay.lag() > 0 ? played.at(then + 1) : played.at(then);
            path.explain(now, played.at(then), played.at(then - 1), later, quiet);
        }
    }

    private boolean decide() {
        return delay.lag() < 0 ? sounding < UNDECIDED_FRAMES && hushed < NO_ECHO_FRAMES : path.hostAlone();
    }
}
