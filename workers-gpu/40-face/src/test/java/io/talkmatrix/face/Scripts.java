package io.talkmatrix.face;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Short scripts for tests, heard as they are shown: open vowels are noise, everything else is silence. */
public final class Scripts {

    private Scripts() {}

    /** One shape after the other, each {@code seconds} long, from the start of the turn. */
    public static FaceScript of(double seconds, Viseme... visemes) {
        FaceScript script = new FaceScript();
        script.clause(0, track(0, seconds, visemes), Emotion.NEUTRAL, 0);
        for (Viseme viseme : visemes) {
            script.sound().append(sound(seconds, viseme));
        }
        return script;
    }

    private static byte[] sound(double seconds, Viseme viseme) {
        byte[] pcm = new byte[2 * (int) Math.round(seconds * SpeechChunk.SAMPLE_RATE_HZ)];
        boolean open =
                switch (viseme) {
                    case AH, EH, UH, OH -> true;
                    case NEUTRAL, M, F, WOO, EE, S, SH, D, L, R, K -> false;
                };
        if (open) {
            SplittableRandom random = new SplittableRandom(pcm.length);
            for (int i = 1; i < pcm.length; i += 2) {
                pcm[i] = (byte) random.nextInt(-40, 40);
            }
        }
        return pcm;
    }

    public static List<TimedViseme> track(long startSamples, double seconds, Viseme... visemes) {
        long length = Math.round(seconds * SpeechChunk.SAMPLE_RATE_HZ);
        List<TimedViseme> track = new ArrayList<>();
        for (int i = 0; i < visemes.length; i++) {
            track.add(new TimedViseme(visemes[i], startSamples + i * length, startSamples + (i + 1) * length));
        }
        return track;
    }

    /** The frame shown at a time. */
    public static int frameAt(double seconds) {
        return (int) (seconds * FaceScript.FRAMES_PER_SECOND);
    }

    /** Ten seconds of made-up syllables at a normal rate: consonant and vowel in turn, a pause now and then. */
    public static FaceScript syllables(long seed) {
        Viseme[] consonants = {Viseme.M, Viseme.D, Viseme.S, Viseme.K, Viseme.F, Viseme.L, Viseme.SH, Viseme.R, Viseme.M
        };
        Viseme[] vowels = {Viseme.AH, Viseme.EE, Viseme.OH, Viseme.EH, Viseme.WOO, Viseme.UH, Viseme.AH};
        SplittableRandom random = new SplittableRandom(seed);
        List<TimedViseme> track = new ArrayList<>();
        double time = .1;
        while (time < 10) {
            if (random.nextInt(8) == 0) {
                time = append(track, Viseme.NEUTRAL, time, random.nextDouble(.2, .45));
            }
            time = append(track, consonants[random.nextInt(consonants.length)], time, random.nextDouble(.06, .11));
            time = append(track, vowels[random.nextInt(vowels.length)], time, random.nextDouble(.11, .24));
        }
        FaceScript script = new FaceScript();
        script.clause(0, track, Emotion.NEUTRAL, 0);
        return script;
    }

    private static double append(List<TimedViseme> track, Viseme viseme, double time, double length) {
        long rate = SpeechChunk.SAMPLE_RATE_HZ;
        track.add(new TimedViseme(viseme, Math.round(time * rate), Math.round((time + length) * rate)));
        return time + length;
    }
}
