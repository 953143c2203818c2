package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.FrameCoder;
import io.talkmatrix.face.JpegEncoder;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.h264.H264Coder;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.measure.ContactSheet;
import io.talkmatrix.face.measure.Jitter;
import io.talkmatrix.face.measure.LipSyncMeter;
import io.talkmatrix.face.measure.RestDifference;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.warp.WarpSession;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the warp engine on one face: lip-sync as a landmark detector sees it on the frames, what changes where nothing
 * should, speed of one thread, cost of coding, memory. For one thread.
 */
public final class FaceBench {

    private static final int WARM_UP_ROUNDS = 3;
    private static final int TIMED_FRAMES = 250;
    private static final int ARTICLE_FRAMES = 90;
    private static final int ARTICLE_TRIES = 5;
    private static final int AVATARS = 4;
    private static final int H264_BITS_PER_SECOND = FaceConfig.defaults().bitsPerSecond();
    private static final int GROUP_FRAMES = 5;
    private static final double MIB = 1024 * 1024;

    private final FaceFinder finder;
    private final WarpFaceEngine engine;

    /**
     * Something said, with the truth about it.
     *
     * @param name of the language or the voice, for keys and captions
     * @param script whose visemes come from the voice's own phoneme times
     * @param frames to look at
     */
    public record Talk(String name, FaceScript script, int frames) {}

    public FaceBench(FaceFinder finder) {
        this.finder = finder;
        this.engine = new WarpFaceEngine(finder);
    }

    /**
     * Lip-sync and what surrounds it, for each talk by its name. Each is also compared with the visemes of the others, which
     * must not fit.
     *
     * @param face name of the face, for files
     * @param folder receives a contact sheet and plots if there is one
     */
    public Map<String, Double> lipSync(String face, AvatarSource source, List<Talk> talks, Optional<Path> folder) {
        WarpAvatar avatar = (WarpAvatar) engine.load(source);
        Map<String, Double> figures = new LinkedHashMap<>();
        try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.mouthOnly())) {
            LipSyncMeter meter = new LipSyncMeter(finder, avatar, avatar.landmarks());
            for (Talk talk : talks) {
                Seen seen = see(meter, session, avatar, talk);
                LipSyncMeter.Figures found =
                        meter.compare(seen.openings(), talk.script(), FaceSheets.closedOpening(meter, session));
                figures.put("mouthCorrelation." + talk.name(), found.spoken());
                figures.put("mouthCorrelationCommanded." + talk.name(), found.commanded());
                figures.put(
                        "mouthCorrelationDrawn." + talk.name(),
                        meter.commandedCorrelation(seen.drawn(), talk.script()));
                figures.put("mouthLagMillis." + talk.name(), found.lagMillis());
                figures.put("closureRate." + talk.name(), found.closedAtBilabials());
                figures.put("openVowelClosedRate." + talk.name(), found.closedAtOpenVowels());
                figures.put("wrongAudioCorrelation." + talk.name(), wrong(meter, seen.openings(), talk, talks));
                figures.put("psnrOutside." + talk.name(), seen.difference().psnrOutside());
                figures.put("seamVisibility." + talk.name(), seen.difference().seamVisibility());
                figures.put("jitterMouth." + talk.name(), Jitter.mouth(seen.landmarks()));
                figures.put("jitterNoise." + talk.name(), Jitter.still(seen.landmarks()));
                MouthCurves curves = new MouthCurves(
                        talk.script().visemes(),
                        LipSyncMeter.spoken(talk.script().visemes(), talk.frames()),
                        meter.commanded(talk.script(), talk.frames()),
                        seen.drawn(),
                        seen.openings());
                folder.ifPresent(to -> {
                    curves.plot(talk.name(), to.resolve(face + "-" + talk.name() + ".png"));
                    curves.write(to.resolve(face + "-" + talk.name() + ".csv"));
                });
            }
            folder.ifPresent(to -> FaceSheets.write(face, session, avatar, talks, to));
        }
        return figures;
    }

    /** Writes one sheet with a row for each face, to be compared. */
    public void overview(Map<String, AvatarSource> faces, Path file) {
        ContactSheet sheet =
                new ContactSheet(8, 150, new ContactSheet.Window(64, 48, WarpAvatar.SIZE - 128, WarpAvatar.SIZE - 128));
        faces.forEach((name, source) -> {
            WarpAvatar avatar = (WarpAvatar) engine.load(source);
            try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.mouthOnly())) {
                FaceSheets.row(name, session, avatar, sheet);
            }
        });
        sheet.write(file);
    }

    private record Seen(double[] openings, double[] drawn, List<Landmarks> landmarks, RestDifference difference) {}

    private static Seen see(LipSyncMeter meter, WarpSession session, WarpAvatar avatar, Talk talk) {
        int size = WarpAvatar.SIZE;
        int[] region = avatar.mouthRegion();
        RestDifference difference = new RestDifference(
                avatar.rest().argb(), size, new ContactSheet.Window(region[0], region[1], region[2], region[3]));
        int[] argb = new int[size * size];
        double[] openings = new double[talk.frames()];
        double[] drawn = new double[talk.frames()];
        List<Landmarks> landmarks = new ArrayList<>();
        for (int k = 0; k < talk.frames(); k++) {
            session.render(talk.script(), k, argb);
            difference.add(argb);
            drawn[k] = session.lipGap();
            landmarks.add(meter.see(new Picture(size, size, argb)));
            openings[k] = LipSyncMeter.opening(landmarks.get(k));
        }
        return new Seen(openings, drawn, landmarks, difference);
    }

    /** Correlation with what other talks ask for. */
    private static double wrong(LipSyncMeter meter, double[] openings, Talk talk, List<Talk> talks) {
        return talks.stream()
                .filter(other -> other != talk)
                .mapToDouble(other -> meter.commandedCorrelation(
                        java.util.Arrays.copyOf(openings, Math.min(openings.length, other.frames())), other.script()))
                .average()
                .orElse(0);
    }

    /** Speed and memory, everything moving. Times are CPU time of this thread, so other programs disturb them little. */
    public Map<String, Double> speed(AvatarSource source, FaceScript script) {
        Map<String, Double> figures = new LinkedHashMap<>();
        long start = System.nanoTime();
        WarpAvatar avatar = (WarpAvatar) engine.load(source);
        figures.put("loadMillis", (System.nanoTime() - start) / 1e6);
        int size = WarpAvatar.SIZE;
        int[] frame = new int[size * size];
        try (FaceSession session = engine.open(avatar, Liveliness.full(1));
                FrameCoder h264 = new H264Coder(size, size, H264_BITS_PER_SECOND);
                FrameCoder jpeg = new JpegEncoder(size, size, .85f)) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                cpuMillis(session, script, frame, TIMED_FRAMES, null);
            }
            double render = cpuMillis(session, script, frame, TIMED_FRAMES, null) / TIMED_FRAMES;
            figures.put("framesPerSecondPerCore", 1000 / render);
            figures.put("renderMillis", render);
            for (FrameCoder coder : List.of(h264, jpeg)) {
                cpuMillis(session, script, frame, TIMED_FRAMES, coder);
                double both = cpuMillis(session, script, frame, TIMED_FRAMES, coder) / TIMED_FRAMES;
                figures.put("encodeMillis." + coder.codec().name().toLowerCase(java.util.Locale.ROOT), both - render);
            }
            double best = Double.MAX_VALUE;
            double bestCoded = Double.MAX_VALUE;
            for (int i = 0; i < ARTICLE_TRIES; i++) {
                best = Math.min(best, cpuMillis(session, script, frame, ARTICLE_FRAMES, null));
                bestCoded = Math.min(bestCoded, cpuMillis(session, script, frame, ARTICLE_FRAMES, h264));
            }
            figures.put("millisOf90Frames", best);
            figures.put("millisOf90FramesH264", bestCoded);
        }
        memory(source, figures);
        return figures;
    }

    private static double cpuMillis(FaceSession session, FaceScript script, int[] frame, int frames, FrameCoder coder) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int k = 0; k < frames; k++) {
            session.render(script, k, frame);
            if (coder != null) {
                coder.code(frame, k % GROUP_FRAMES == 0);
            }
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e6;
    }

    private void memory(AvatarSource source, Map<String, Double> figures) {
        List<Object> kept = new ArrayList<>();
        double before = heapMib();
        for (int i = 0; i < AVATARS; i++) {
            kept.add(engine.load(source));
        }
        double avatars = heapMib();
        int size = WarpAvatar.SIZE;
        for (int i = 0; i < AVATARS; i++) {
            FaceSession session = engine.open((WarpAvatar) kept.get(i), Liveliness.full(i));
            int[] frame = new int[size * size];
            session.render(new FaceScript(), 1, frame);
            kept.add(session);
            kept.add(frame);
        }
        double sessions = heapMib();
        figures.put("avatarMib", (avatars - before) / AVATARS);
        figures.put("sessionMib", (sessions - avatars) / AVATARS);
        if (kept.isEmpty()) {
            throw new IllegalStateException("what is measured must be kept until it is measured");
        }
    }

    private static double heapMib() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }
}
