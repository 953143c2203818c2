package io.talkmatrix.face.measure;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.Channel;
import io.talkmatrix.face.Choreography;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.VisemeTrack;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Lip-sync seen from outside: finds the landmarks again on rendered frames, in a crop fixed by the portrait, and compares the
 * mouth's opening with what was said. Uses a detector, not the renderer's own numbers. Not thread-safe.
 */
public final class LipSyncMeter {

    private static final int[][] PAIRS = {{81, 178}, {82, 87}, {13, 14}, {312, 317}, {311, 402}};
    private static final Set<Viseme> OPEN_VOWELS = Set.of(Viseme.AH, Viseme.OH, Viseme.EH);
    private static final double SHORTEST_VOWEL_SECONDS = .07;
    private static final double CLOSED_MARGIN = .012;
    /** How far pressed lips are from parting, in jaw. */
    private static final double PRESS = .1;

    private static final int MOST_LAG = 8;
    /** A portrait that smiles first closes its lips; those frames say nothing of lip-sync. */
    private static final int PREPARING_FRAMES = 8;

    private static final int SMOOTH = 15; // of 10 ms, three sigma each side
    private static final double SIGMA = 5; // of 10 ms

    /**
     * What was found.
     *
     * @param commanded correlation of the seen opening with the one that was asked for, see {@link #commanded}
     * @param spoken correlation with the opening the visemes stand for, at the best lag: {@link #spoken}, but lips that are
     *     pressed are as closed as lips can be
     * @param lagMillis how late the picture is against the visemes
     * @param closedAtBilabials share of M shapes at whose middle frame the lips are seen closed; 1 if there is none
     * @param closedAtOpenVowels share of open vowels at whose middle frame the lips are seen closed; 0 if there is none
     */
    public record Figures(
            double commanded, double spoken, double lagMillis, double closedAtBilabials, double closedAtOpenVowels) {}

    private final FaceFinder finder;
    private final Avatar avatar;
    private final Landmarks reference;

    /** @param reference landmarks of the avatar at rest */
    public LipSyncMeter(FaceFinder finder, Avatar avatar, Landmarks reference) {
        this.finder = finder;
        this.avatar = avatar;
        this.reference = reference;
    }

    /** Renders a script and measures the seen opening of each frame, in units of the outer eye corners' distance. */
    public double[] openings(FaceSession session, FaceScript script, int frames) {
        int[] argb = new int[session.width() * session.height()];
        double[] openings = new double[frames];
        for (int k = 0; k < frames; k++) {
            session.render(script, k, argb);
            openings[k] = opening(new Picture(session.width(), session.height(), argb));
        }
        return openings;
    }

    /** Seen opening of one frame. */
    public double opening(Picture frame) {
        return opening(see(frame));
    }

    /** Landmarks found again on a frame. */
    public Landmarks see(Picture frame) {
        return finder.track(frame, reference);
    }

    /** Opening between landmarks, in units of the outer eye corners' distance. */
    public static double opening(Landmarks seen) {
        double sum = 0;
        for (int[] pair : PAIRS) {
            sum += seen.distance(pair[0], pair[1]);
        }
        return sum / PAIRS.length / seen.eyeSpan();
    }

    /**
     * How far a pose is from having the lips just touch: jaw and lips, less what presses them together, which makes it
     * negative. In u, as far as a mouth that is neither wide nor narrow.
     */
    public static double gap(FacePose pose) {
        return pose.get(Channel.JAW)
                + pose.get(Channel.UPPER_LIP)
                + pose.get(Channel.LOWER_LIP)
                - PRESS * pose.get(Channel.PRESS);
    }

    /** The opening that is asked for at each frame: the {@link #gap}, but lips that are pressed are as closed as lips can be. */
    public double[] commanded(FaceScript script, int frames) {
        Choreography choreography = new Choreography(avatar, Liveliness.mouthOnly());
        FacePose pose = new FacePose();
        double[] gaps = new double[frames];
        for (int k = 0; k < frames; k++) {
            choreography.pose(script, k, pose);
            gaps[k] = gap(pose);
        }
        return openings(gaps);
    }

    /** Gaps as anybody can see them. */
    private static double[] openings(double[] gaps) {
        return Arrays.stream(gaps).map(gap -> Math.max(0, gap)).toArray();
    }

    /** The {@link #gap} the visemes stand for, without any model of the mouth's movement but a blur of 50 ms. */
    public static double[] spoken(VisemeTrack track, int frames) {
        double[] opening = new double[frames];
        for (int k = 0; k < frames; k++) {
            double sum = 0;
            double weights = 0;
            for (int i = -SMOOTH; i <= SMOOTH; i++) {
                double weight = Math.exp(-.5 * i * i / (SIGMA * SIGMA));
                sum += weight * gapAt(track, FaceScript.timeOf(k) + .01 * i);
                weights += weight;
            }
            opening[k] = sum / weights;
        }
        return opening;
    }

    private static double gapAt(VisemeTrack track, double time) {
        for (int i = 0; i < track.size(); i++) {
            if (time >= track.start(i) && time < track.end(i)) {
                return gap(MouthTargets.pose(track.viseme(i)));
            }
        }
        return 0;
    }

    /**
     * Compares seen openings with a script.
     *
     * @param closedOpening opening measured on a frame with closed lips
     */
    public Figures compare(double[] seen, FaceScript script, double closedOpening) {
        double[] spoken = openings(spoken(script.visemes(), seen.length));
        Series.Lag lag = Series.lag(prepared(spoken), prepared(seen), MOST_LAG);
        double threshold = closedOpening + CLOSED_MARGIN;
        List<Boolean> bilabials = new ArrayList<>();
        List<Boolean> vowels = new ArrayList<>();
        VisemeTrack track = script.visemes();
        for (int i = 0; i < track.size(); i++) {
            double middle = (track.start(i) + track.end(i)) / 2;
            int frame = (int) (middle * FaceScript.FRAMES_PER_SECOND);
            if (frame >= seen.length) {
                break;
            }
            if (frame < PREPARING_FRAMES) {
                continue;
            }
            if (track.viseme(i) == Viseme.M) {
                bilabials.add(seen[frame] < threshold);
            } else if (OPEN_VOWELS.contains(track.viseme(i))
                    && track.end(i) - track.start(i) > SHORTEST_VOWEL_SECONDS) {
                vowels.add(seen[frame] < threshold);
            }
        }
        return new Figures(
                commandedCorrelation(seen, script),
                lag.correlation(),
                1000 * lag.frames() / FaceScript.FRAMES_PER_SECOND,
                share(bilabials, 1),
                share(vowels, 0));
    }

    /** Correlation of seen openings with those a script asks for; with another script than was rendered it must be low. */
    public double commandedCorrelation(double[] seen, FaceScript script) {
        return Series.correlation(prepared(commanded(script, seen.length)), prepared(seen));
    }

    private static double[] prepared(double[] series) {
        return Arrays.copyOfRange(series, Math.min(PREPARING_FRAMES, series.length), series.length);
    }

    private static double share(List<Boolean> values, double none) {
        return values.isEmpty() ? none : values.stream().filter(value -> value).count() / (double) values.size();
    }
}
