package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.JpegEncoder;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.measure.ContactSheet;
import io.talkmatrix.face.measure.LipSyncMeter;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.warp.WarpSession;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Measures the face engine on a portrait: speed of one thread, and lip-sync seen by a landmark detector. */
public final class FaceBench {

    private static final int FRAMES = 300;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int MEASURED_FRAMES = 200;
    private static final int WRONG_TRACKS = 8;

    private FaceBench() {}

    /** {@code FaceBench PORTRAIT [SHEET.png]}: prints figures, writes a contact sheet of all mouth shapes. */
    public static void main(String[] args) {
        if (args.length < 1 || args.length > 2) {
            throw new IllegalArgumentException("usage: FaceBench PORTRAIT [SHEET.png]");
        }
        PrintStream out = System.out;
        try (FaceFinder finder = FaceWorker.finder(1, new Inference(), ModelStore.ofProcess())) {
            figures(finder, new AvatarSource.Photo(Path.of(args[0])))
                    .forEach((key, value) -> out.printf("%s %.3f%n", key, value));
            if (args.length == 2) {
                sheet(finder, new AvatarSource.Photo(Path.of(args[0])), Path.of(args[1]));
            }
        }
    }

    /** Figures by name: frames a second and core without and with JPEG, load time, lip-sync. */
    public static Map<String, Double> figures(FaceFinder finder, AvatarSource source) {
        WarpFaceEngine engine = new WarpFaceEngine(finder);
        long start = System.nanoTime();
        WarpAvatar avatar = (WarpAvatar) engine.load(source);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loadMillis", (System.nanoTime() - start) / 1e6);
        FaceScript script = script(1);
        int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
        try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.full(1));
                JpegEncoder jpeg = new JpegEncoder(session.width(), session.height(), .85f)) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                framesPerSecond(session, script, frame, null);
            }
            figures.put("framesPerSecondPerCore", framesPerSecond(session, script, frame, null));
            figures.put("framesPerSecondPerCoreWithJpeg", framesPerSecond(session, script, frame, jpeg));
        }
        lipSync(finder, engine, avatar, figures);
        return figures;
    }

    private static double framesPerSecond(WarpSession session, FaceScript script, int[] frame, JpegEncoder jpeg) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int k = 0; k < FRAMES; k++) {
            session.render(script, k, frame);
            if (jpeg != null) {
                jpeg.encode(frame);
            }
        }
        return FRAMES * 1e9 / (threads.getCurrentThreadCpuTime() - start);
    }

    private static void lipSync(
            FaceFinder finder, WarpFaceEngine engine, WarpAvatar avatar, Map<String, Double> figures) {
        LipSyncMeter meter = new LipSyncMeter(finder, avatar, avatar.landmarks());
        FaceScript script = script(1);
        try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.mouthOnly())) {
            double[] seen = meter.openings(session, script, MEASURED_FRAMES);
            LipSyncMeter.Figures found = meter.compare(seen, script, closedOpening(meter, session));
            figures.put("mouthCorrelation", found.commanded());
            figures.put("mouthCorrelationSpoken", found.spoken());
            figures.put("mouthLagMillis", found.lagMillis());
            figures.put("closureRate", found.closedAtBilabials());
            figures.put("openVowelClosedRate", found.closedAtOpenVowels());
            double wrong = 0;
            for (int seed = 2; seed < 2 + WRONG_TRACKS; seed++) {
                wrong += meter.commandedCorrelation(seen, script(seed)) / WRONG_TRACKS;
            }
            figures.put("wrongTrackCorrelation", wrong);
        }
    }

    /** Opening a detector sees while the lips are held closed. */
    public static double closedOpening(LipSyncMeter meter, WarpSession session) {
        int[] frame = new int[session.width() * session.height()];
        session.render(MouthTargets.pose(Viseme.M).set(Channel.SPEAKING, 1), frame);
        return meter.opening(new Picture(session.width(), session.height(), frame));
    }

    /** Ten seconds of made-up syllables at a normal rate: consonant and vowel in turn, a pause now and then. */
    public static FaceScript script(long seed) {
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

    private static void sheet(FaceFinder finder, AvatarSource source, Path file) {
        WarpFaceEngine engine = new WarpFaceEngine(finder);
        WarpAvatar avatar = (WarpAvatar) engine.load(source);
        int size = WarpAvatar.SIZE;
        int[] frame = new int[size * size];
        ContactSheet sheet = new ContactSheet(6, 260, new ContactSheet.Window(0, 0, size, size));
        try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.mouthOnly())) {
            session.render(new FacePose(), frame);
            sheet.add("rest", frame, size);
            for (Viseme viseme : Viseme.values()) {
                session.render(MouthTargets.pose(viseme).set(Channel.SPEAKING, 1), frame);
                sheet.add(viseme.name(), frame, size);
            }
            session.render(new FacePose().set(Channel.BLINK, 1), frame);
            sheet.add("blink", frame, size);
        }
        sheet.write(file);
    }
}
