package io.talkmatrix.face.app;

import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.VisemeTrack;
import io.talkmatrix.face.measure.CurvePlot;
import io.talkmatrix.stage.Viseme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How far a mouth opened while something was said, for each frame, u: what the sounds stand for, what was asked of the face,
 * how far apart the lips were drawn, and what a landmark detector saw of it.
 */
record MouthCurves(VisemeTrack said, double[] spoken, double[] commanded, double[] drawn, double[] seen) {

    /** A plot, each curve scaled to its own range. */
    void plot(String title, Path file) {
        CurvePlot plot = new CurvePlot("Mouth opening, " + title + "; bilabials shaded", FaceScript.FRAMES_PER_SECOND);
        for (int i = 0; i < said.size(); i++) {
            if (said.viseme(i) == Viseme.M) {
                plot.band(said.start(i), said.end(i));
            }
        }
        plot.curve("spoken (visemes, blurred)", spoken)
                .curve("commanded", commanded)
                .curve("drawn", drawn)
                .curve("seen on the frames", seen)
                .write(file);
    }

    /** A line for each frame: the same as numbers, with the mouth shape that is heard at that moment. */
    void write(Path file) {
        StringBuilder lines = new StringBuilder("frame,seconds,viseme,spoken,commanded,drawn,seen\n");
        for (int k = 0; k < seen.length; k++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%d,%.3f,%s,%.4f,%.4f,%.4f,%.4f%n",
                    k,
                    FaceScript.timeOf(k),
                    saidAt(FaceScript.timeOf(k)),
                    spoken[k],
                    commanded[k],
                    drawn[k],
                    seen[k]));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Viseme saidAt(double time) {
        for (int i = 0; i < said.size(); i++) {
            if (time >= said.start(i) && time < said.end(i)) {
                return said.viseme(i);
            }
        }
        return Viseme.NEUTRAL;
    }
}
