package io.talkmatrix.face.pack;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.measure.ContactSheet;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws a host at rest and with every mouth shape, so that a person can see whether it will do. */
final class PackPreview {

    private static final double HELD_SECONDS = .4;
    private static final int COLUMNS = 4;
    private static final int TILE = 256;

    private PackPreview() {}

    static void write(FaceEngine engine, Avatar avatar, Path png) {
        List<TimedViseme> track = new ArrayList<>();
        Viseme[] visemes = Viseme.values();
        for (int i = 0; i < visemes.length; i++) {
            track.add(new TimedViseme(visemes[i], samples(i * HELD_SECONDS), samples((i + 1) * HELD_SECONDS)));
        }
        FaceScript script = new FaceScript();
        script.clause(0, track, Emotion.NEUTRAL, 0);
        try (FaceSession session = engine.open(avatar, Liveliness.mouthOnly())) {
            int width = session.width();
            int[] frame = new int[width * session.height()];
            ContactSheet sheet =
                    new ContactSheet(COLUMNS, TILE, new ContactSheet.Window(0, 0, width, session.height()));
            sheet.add("at rest", avatar.rest().argb(), avatar.rest().width());
            for (int i = 0; i < visemes.length; i++) {
                if (visemes[i] != Viseme.NEUTRAL) {
                    int middle = (int) ((i + .5) * HELD_SECONDS * FaceScript.FRAMES_PER_SECOND);
                    session.render(script, middle, frame);
                    sheet.add(visemes[i].name(), frame, width);
                }
            }
            sheet.write(png);
        }
    }

    private static long samples(double seconds) {
        return Math.round(seconds * SpeechChunk.SAMPLE_RATE_HZ);
    }
}
