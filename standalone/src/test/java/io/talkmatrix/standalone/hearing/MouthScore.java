package io.talkmatrix.standalone.hearing;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.Channel;
import io.talkmatrix.face.Choreography;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.Hearing;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.measure.LipSyncMeter;
import io.talkmatrix.face.measure.Series;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How a mouth that moves by what was heard compares with what was said, at the product's 25 frames a second. */
final class MouthScore {

    private static final Set<Viseme> OPEN = EnumSet.of(Viseme.AH, Viseme.EH, Viseme.OH);
    private static final Set<Viseme> ROUNDED = EnumSet.of(Viseme.OH, Viseme.WOO);
    private static final Set<Viseme> SPREAD = EnumSet.of(Viseme.AH, Viseme.EH, Viseme.EE);
    private static final double LONG_SECONDS = .07;
    private static final float NEARLY_SHUT = .02f; // jaw, in eye distances
    private static final float ROUND = .3f;

    private final List<double[]> said = new ArrayList<>();
    private final List<double[]> heard = new ArrayList<>();
    private final Share closedAtBilabials = new Share();
    private final Share closedAtOpenVowels = new Share();
    private final Share roundAtRounded = new Share();
    private final Share roundAtSpread = new Share();

    /** How often something happened of how often it could have. */
    private static final class Share {
        int of;
        int all;

        void add(boolean happened) {
            all++;
            of += happened ? 1 : 0;
        }

        double value() {
            return (double) of / all;
        }

        @Override
        public String toString() {
            return of + "/" + all;
        }
    }

    /** What is heard in a sound, taken in chunks as the voice stage makes them. */
    static List<TimedViseme> heard(Hearing hearing, byte[] pcm) {
        Hearing.Listening listening = hearing.open(0);
        List<TimedViseme> shapes = new ArrayList<>();
        for (int at = 0; at < pcm.length; at += 14_400) {
            shapes.addAll(listening.add(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + 14_400))));
        }
        shapes.addAll(listening.finish());
        return shapes;
    }

    void add(List<TimedViseme> truth, List<TimedViseme> shapes, int samples) {
        int frames = samples * FaceScript.FRAMES_PER_SECOND / SpeechChunk.SAMPLE_RATE_HZ;
        FaceScript script = script(shapes);
        said.add(LipSyncMeter.spoken(script(truth).visemes(), frames));
        heard.add(LipSyncMeter.spoken(script.visemes(), frames));
        Choreography choreography = new Choreography(new AnyFace(), Liveliness.mouthOnly());
        FacePose pose = new FacePose();
        for (TimedViseme timed : truth) {
            double seconds = (double) (timed.endSamples() - timed.startSamples()) / SpeechChunk.SAMPLE_RATE_HZ;
            double middle = (timed.startSamples() + timed.endSamples()) / 2.0 / SpeechChunk.SAMPLE_RATE_HZ;
            int frame = Math.min(frames - 1, (int) (middle * FaceScript.FRAMES_PER_SECOND));
            if (timed.viseme() == Viseme.M) {
                closedAtBilabials.add(Stream.of(frame - 1, frame, frame + 1).anyMatch(k -> {
                    choreography.pose(script, Math.max(0, k), pose);
                    return closed(pose);
                }));
            }
            choreography.pose(script, frame, pose);
            if (seconds < LONG_SECONDS) {
                continue;
            }
            if (OPEN.contains(timed.viseme())) {
                closedAtOpenVowels.add(closed(pose));
            }
            if (ROUNDED.contains(timed.viseme())) {
                roundAtRounded.add(pose.get(Channel.ROUND) > ROUND);
            }
            if (SPREAD.contains(timed.viseme())) {
                roundAtSpread.add(pose.get(Channel.ROUND) > ROUND);
            }
        }
    }

    private static boolean closed(FacePose pose) {
        return pose.get(Channel.PRESS) > .4f && pose.get(Channel.JAW) < NEARLY_SHUT;
    }

    private static FaceScript script(List<TimedViseme> track) {
        FaceScript script = new FaceScript();
        script.clause(0, track, Emotion.NEUTRAL, 0);
        return script;
    }

    /** Of the opening that the shapes stand for. */
    double correlation() {
        return Series.correlation(joined(said), joined(heard));
    }

    /** Positive: what is heard comes late. */
    double lagMillis() {
        return 1000 * Series.lag(joined(said), joined(heard), 8).frames() / FaceScript.FRAMES_PER_SECOND;
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    double closedAtBilabials() {
        return closedAtBilabials.value();
    }

    double closedAtOpenVowels() {
        return closedAtOpenVowels.value();
    }

    double roundAtRounded() {
        return roundAtRounded.value();
    }

    double roundAtSpread() {
        return roundAtSpread.value();
    }

    @Override
    public String toString() {
        return String.format(
                "correlation %.3f, lag %.0f ms, closed at bilabials %s, at open vowels %s, round at o u w %s, at a e i %s",
                correlation(), lagMillis(), closedAtBilabials, closedAtOpenVowels, roundAtRounded, roundAtSpread);
    }

    /** A face that can make every shape. */
    private static final class AnyFace implements Avatar {
        @Override
        public String name() {
            return "any";
        }

        @Override
        public Picture rest() {
            return new Picture(1, 1, new int[1]);
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public float reach(Viseme viseme) {
            return 1;
        }
    }
}
