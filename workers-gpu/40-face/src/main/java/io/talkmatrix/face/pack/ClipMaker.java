package io.talkmatrix.face.pack;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.JpegEncoder;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.FaceTracker;
import io.talkmatrix.face.landmarks.SquareCrop;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a clip of the frames of a video, one after another: the face is found in the first, the same square is cut from all,
 * the landmarks are followed and smoothed. Not thread-safe.
 */
final class ClipMaker {

    /** Twenty seconds. */
    static final int MOST_FRAMES = 500;

    private static final int LEAST_FRAMES = 10;
    private static final int SIDE = 512;
    private static final long MOST_BYTES = 45L << 20;
    private static final double MOST_MOTION = .8;

    private final String name;
    private final FaceTracker tracker;
    private final JpegEncoder jpeg = new JpegEncoder(SIDE, SIDE, .92f);
    private final List<byte[]> frames = new ArrayList<>();
    private final List<Landmarks> landmarks = new ArrayList<>();
    private AlignedPortrait first;
    private long bytes;

    /** @param name of the video, for messages */
    ClipMaker(String name, FaceTracker tracker) {
        this.name = name;
        this.tracker = tracker;
    }

    /**
     * Takes the next frame.
     *
     * @return false if no more are wanted
     * @throws PortraitException there is no face in it
     */
    boolean take(Picture picture) {
        Picture cut;
        Landmarks found;
        if (first == null) {
            first = tracker.align(name, picture, SIDE);
            cut = first.picture();
            found = first.landmarks();
        } else {
            cut = first.crop().cut(picture, SIDE);
            Landmarks before = landmarks.get(landmarks.size() - 1);
            found = tracker.track(cut, before);
            double moved = Math.hypot(found.x(1) - before.x(1), found.y(1) - before.y(1)) / before.eyeSpan();
            double grown = found.eyeSpan() / before.eyeSpan();
            if (moved > MOST_MOTION || grown < .7 || grown > 1.4) {
                throw new PortraitException(String.format(
                        "the face in %s is lost at %.1f s: use a clip in which one person keeps looking at the camera,"
                                + " without cuts",
                        name, frames.size() / 25.0));
            }
        }
        byte[] coded = jpeg.encode(cut.argb());
        bytes += coded.length;
        if (bytes > MOST_BYTES) {
            return false;
        }
        frames.add(coded);
        landmarks.add(found);
        return frames.size() < MOST_FRAMES;
    }

    SquareCrop crop() {
        return first.crop();
    }

    List<String> warnings() {
        return first.warnings();
    }

    /** The clip, with the loop that was found in it. */
    AvatarSource.Clip finish(String avatar) {
        jpeg.close();
        if (frames.size() < LEAST_FRAMES) {
            throw new PortraitException(name + " has " + frames.size() + (frames.size() == 1 ? " frame" : " frames")
                    + ": a clip needs at least " + LEAST_FRAMES
                    + ", better some seconds; a single picture is for --image");
        }
        List<Landmarks> smooth = smoothed();
        return new AvatarSource.Clip(avatar, frames, smooth, LoopFinder.order(smooth));
    }

    /** A detector trembles by half a pixel; five frames are averaged, the middle one counting most. */
    private List<Landmarks> smoothed() {
        double[] weights = {1, 3, 4, 3, 1};
        List<Landmarks> smooth = new ArrayList<>(landmarks.size());
        for (int i = 0; i < landmarks.size(); i++) {
            double[] xy = new double[2 * Landmarks.POINTS];
            double sum = 0;
            for (int k = -2; k <= 2; k++) {
                if (i + k >= 0 && i + k < landmarks.size()) {
                    double[] other = landmarks.get(i + k).xy();
                    for (int p = 0; p < xy.length; p++) {
                        xy[p] += weights[k + 2] * other[p];
                    }
                    sum += weights[k + 2];
                }
            }
            for (int p = 0; p < xy.length; p++) {
                xy[p] /= sum;
            }
            smooth.add(new Landmarks(xy));
        }
        return smooth;
    }
}
