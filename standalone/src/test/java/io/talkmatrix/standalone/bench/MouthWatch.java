package io.talkmatrix.standalone.bench;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.VisemeTrack;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.measure.LipSyncMeter;
import io.talkmatrix.face.measure.Series;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.media.H264Decoder;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Viseme;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** Looks at the frames of a turn as they travelled, and compares the mouth with what was said. For one thread. */
final class MouthWatch {

    /** Frames at the edges of a pause in which the lips still close or begin to open: 120 ms. */
    private static final int EDGE_FRAMES = 3;

    /** Frames at the edges of a turn in which a portrait that smiles closes its lips, and smiles again: 320 ms. */
    private static final int EASING_FRAMES = 8;

    private static final double BLUR_SECONDS = 0.05;
    private static final int BLUR_STEPS = 15;

    /** How far pressed lips are from parting, in jaw. */
    private static final double PRESS = 0.1;

    /**
     * A stretch inside a turn in which nothing is said.
     *
     * @param opening mean of what is seen
     * @param movement largest less smallest opening
     */
    record Pause(double opening, double movement) {}

    private final LipSyncMeter meter;

    MouthWatch(FaceFinder finder, WarpAvatar avatar) {
        meter = new LipSyncMeter(finder, avatar, avatar.landmarks());
    }

    /** The mouth's opening seen on each frame, in units of the distance of the eyes' outer corners. */
    double[] openings(List<FrameGroup> groups) {
        try (H264Decoder decoder = new H264Decoder()) {
            return groups.stream()
                    .flatMap(group -> group.frames().stream())
                    .mapToDouble(frame -> meter.opening(picture(decoder.decode(frame))))
                    .toArray();
        }
    }

    private static Picture picture(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new Picture(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    /** What the mouth was to say. */
    static VisemeTrack track(List<SpeechChunk> speech) {
        FaceScript script = new FaceScript();
        for (SpeechChunk chunk : speech) {
            if (!chunk.visemes().isEmpty()) {
                script.clause(chunk.ptsSamples(), chunk.visemes(), chunk.emotion(), chunk.intensity());
            }
        }
        return script.visemes();
    }

    /**
     * Pearson's r of the seen opening and the one the visemes stand for, frame by frame, nothing shifted; without the
     * turn's edges.
     */
    static double correlation(double[] openings, VisemeTrack track) {
        int from = EASING_FRAMES;
        int to = openings.length - EASING_FRAMES;
        double[] spoken = new double[to - from];
        for (int frame = from; frame < to; frame++) {
            spoken[frame - from] = spoken(track, FaceScript.timeOf(frame));
        }
        return Series.correlation(spoken, Arrays.copyOfRange(openings, from, to));
    }

    /** How far the visemes want the lips apart around a time, with no model of movement but a blur. */
    private static double spoken(VisemeTrack track, double time) {
        double sum = 0;
        double weights = 0;
        for (int step = -BLUR_STEPS; step <= BLUR_STEPS; step++) {
            double sigmas = 3.0 * step / BLUR_STEPS;
            double weight = Math.exp(-0.5 * sigmas * sigmas);
            sum += weight * gap(at(track, time + sigmas * BLUR_SECONDS));
            weights += weight;
        }
        return sum / weights;
    }

    private static double gap(Viseme viseme) {
        FacePose pose = MouthTargets.pose(viseme);
        return pose.get(Channel.JAW)
                + pose.get(Channel.UPPER_LIP)
                + pose.get(Channel.LOWER_LIP)
                - PRESS * pose.get(Channel.PRESS);
    }

    /** The pauses inside the turn that are long enough to see. */
    static List<Pause> pauses(double[] openings, VisemeTrack track) {
        List<Pause> pauses = new ArrayList<>();
        int start = -1;
        for (int frame = 0; frame < openings.length; frame++) {
            boolean silent = at(track, FaceScript.timeOf(frame)) == Viseme.NEUTRAL;
            if (silent && start < 0) {
                start = frame;
            } else if (!silent && start >= 0) {
                int from = start + EDGE_FRAMES;
                int to = frame - EDGE_FRAMES;
                if (from > EASING_FRAMES && to - from >= 2) {
                    DoubleSummaryStatistics seen =
                            Arrays.stream(openings, from, to).summaryStatistics();
                    pauses.add(new Pause(seen.getAverage(), seen.getMax() - seen.getMin()));
                }
                start = -1;
            }
        }
        return pauses;
    }

    private static Viseme at(VisemeTrack track, double time) {
        for (int i = 0; i < track.size(); i++) {
            if (time >= track.start(i) && time < track.end(i)) {
                return track.viseme(i);
            }
        }
        return Viseme.NEUTRAL;
    }
}
