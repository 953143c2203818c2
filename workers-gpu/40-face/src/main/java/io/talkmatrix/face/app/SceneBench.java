package io.talkmatrix.face.app;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.FrameCoder;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Look;
import io.talkmatrix.face.clip.ClipEngine;
import io.talkmatrix.face.h264.H264Coder;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.scene.SceneEngine;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Scene;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/** What a frame costs in each layout, on one thread; writes a frame of each, to be looked at. */
final class SceneBench {

    private static final int FRAMES = 250;
    private static final int SHOWN = 59;
    private static final int BITS = 3_000_000;

    private SceneBench() {}

    /** {@code SceneBench AVATAR FOLDER [BACKGROUND [PRODUCT [LOGO]]]} */
    public static void main(String[] args) throws IOException {
        if (args.length < 2 || args.length > 5) {
            throw new IllegalArgumentException("usage: SceneBench AVATAR FOLDER [BACKGROUND [PRODUCT [LOGO]]]");
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        try (FaceFinder finder = FaceWorker.finder(1, new Inference(), ModelStore.ofProcess())) {
            FaceEngine engine = SceneEngine.over(ClipEngine.over(new WarpFaceEngine(finder)));
            Looks looks = new Looks(new AvatarNames(Optional.empty()), finder);
            for (Scene.Layout layout : Scene.Layout.values()) {
                Scene scene = new Scene(layout, at(args, 2, Scene.KEEP), at(args, 3, ""), at(args, 4, ""), true);
                measure(engine, engine.load(looks.apply(new Look(args[0], scene))), scene, folder);
            }
        }
    }

    private static String at(String[] args, int index, String otherwise) {
        return args.length > index ? args[index] : otherwise;
    }

    private static void measure(FaceEngine engine, Avatar avatar, Scene scene, Path folder) throws IOException {
        FaceScript script = syllables();
        script.words(0, "Welcome back! This one is our favourite, and today it comes with a gift.");
        try (FaceSession session = engine.open(avatar, Liveliness.full(1));
                FrameCoder coder = new H264Coder(session.width(), session.height(), BITS)) {
            int[] frame = new int[session.width() * session.height()];
            double plain = 0;
            double coded = 0;
            for (int round = 0; round < 2; round++) {
                plain = perSecond(session, script, frame, null);
                coded = perSecond(session, script, frame, coder);
            }
            System.out.printf("%s: %.0f frames/s, %.0f coded%n", scene.layout().text(), plain, coded);
            session.render(script, SHOWN, frame);
            BufferedImage image = new BufferedImage(session.width(), session.height(), BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, session.width(), session.height(), frame, 0, session.width());
            String name = "scene-" + scene.layout().name().toLowerCase(Locale.ROOT) + ".png";
            ImageIO.write(image, "png", folder.resolve(name).toFile());
        }
    }

    /** Ten seconds of two syllables in turn. */
    private static FaceScript syllables() {
        Viseme[] said = {Viseme.M, Viseme.AH, Viseme.D, Viseme.EE};
        long step = SpeechChunk.SAMPLE_RATE_HZ / 8;
        List<TimedViseme> track = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            track.add(new TimedViseme(said[i % said.length], i * step, (i + 1) * step));
        }
        FaceScript script = new FaceScript();
        script.clause(0, track, Emotion.NEUTRAL, 0);
        return script;
    }

    private static double perSecond(FaceSession session, FaceScript script, int[] frame, FrameCoder coder) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int k = 0; k < FRAMES; k++) {
            session.render(script, k, frame);
            if (coder != null) {
                coder.code(frame, k % 5 == 0);
            }
        }
        return FRAMES * 1e9 / (threads.getCurrentThreadCpuTime() - start);
    }
}
