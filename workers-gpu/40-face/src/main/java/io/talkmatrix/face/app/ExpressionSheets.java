package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.BuiltInClips;
import io.talkmatrix.face.Clip;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.host.DefaultHost;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.light.RoomLights;
import io.talkmatrix.face.measure.ContactSheet;
import io.talkmatrix.face.measure.ExpressionMeter;
import io.talkmatrix.face.portrait.PortraitReader;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.warp.WarpSession;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Lighting;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws what emotions, gestures and lights look like, to be looked at. */
public final class ExpressionSheets {

    private static final double SETTLED_SECONDS = 1.2;
    private static final int TILE = 200;
    private static final int COST_FRAMES = 400;
    private static final int COST_ROUNDS = 3;
    private static final Set<String> PRINTED = Set.of("seen", "cost");
    private static final int CLIP_TILES = 8;
    private static final int SIZE = WarpAvatar.SIZE;
    private static final ContactSheet.Window WHOLE = new ContactSheet.Window(0, 0, SIZE, SIZE);

    private final WarpAvatar avatar;
    private final WarpSession session;
    private final int[] frame = new int[SIZE * SIZE];

    private ExpressionSheets(WarpAvatar avatar, WarpSession session) {
        this.avatar = avatar;
        this.session = session;
    }

    /** {@code ExpressionSheets emotions|clips|lights PORTRAIT|default SHEET.png}, or {@code seen|cost PORTRAIT|default} */
    public static void main(String[] args) {
        if (args.length != (args.length > 0 && PRINTED.contains(args[0]) ? 2 : 3)) {
            throw new IllegalArgumentException(
                    "usage: ExpressionSheets emotions|clips|lights PORTRAIT|default SHEET.png,"
                            + " or seen|cost PORTRAIT|default");
        }
        try (FaceFinder finder = FaceWorker.finder(1, new Inference(), ModelStore.ofProcess())) {
            AvatarSource source =
                    args[1].equals("default") ? DefaultHost.source() : new AvatarSource.Photo(Path.of(args[1]));
            WarpFaceEngine engine = new WarpFaceEngine(finder, new RoomLights(PortraitReader::read));
            WarpAvatar avatar = (WarpAvatar) engine.load(source);
            try (WarpSession session = (WarpSession) engine.open(avatar, Liveliness.mouthOnly())) {
                ExpressionSheets sheets = new ExpressionSheets(avatar, session);
                switch (args[0]) {
                    case "emotions" -> sheets.emotions().write(Path.of(args[2]));
                    case "clips" -> sheets.clips().write(Path.of(args[2]));
                    case "lights" -> sheets.lights().write(Path.of(args[2]));
                    case "seen" -> sheets.seen(new ExpressionMeter(finder, avatar.landmarks()), System.out);
                    case "cost" -> sheets.cost(System.out);
                    default -> throw new IllegalArgumentException("there is no sheet " + args[0]);
                }
            }
        }
    }

    /** A row for each emotion: silent at half and full strength, then open, rounded, and with lips closed. */
    private ContactSheet emotions() {
        ContactSheet sheet = new ContactSheet(5, TILE, face());
        for (Emotion emotion : Emotion.values()) {
            for (float intensity : new float[] {.5f, 1}) {
                show(sheet, Viseme.NEUTRAL, emotion, intensity);
            }
            for (Viseme viseme : List.of(Viseme.AH, Viseme.WOO, Viseme.M)) {
                show(sheet, viseme, emotion, 1);
            }
        }
        return sheet;
    }

    private void show(ContactSheet sheet, Viseme viseme, Emotion emotion, float intensity) {
        session.render(script(viseme, emotion, intensity), frame(SETTLED_SECONDS), frame);
        sheet.add(emotion + " " + intensity + " " + viseme, frame, SIZE);
    }

    /** A row for each clip, from its beginning to its end. */
    private ContactSheet clips() {
        ContactSheet sheet = new ContactSheet(CLIP_TILES, TILE, WHOLE);
        for (String name : BuiltInClips.names()) {
            Clip clip = BuiltInClips.named(name).orElseThrow();
            FaceScript script = script(Viseme.NEUTRAL, Emotion.NEUTRAL, 0);
            script.perform(SETTLED_SECONDS, clip, 1);
            for (int i = 0; i < CLIP_TILES; i++) {
                double time = clip.seconds() * (i + .5) / CLIP_TILES;
                session.render(script, frame(SETTLED_SECONDS + time), frame);
                sheet.add(String.format("%s %.2f s", name, time), frame, SIZE);
            }
        }
        return sheet;
    }

    /** All presets, and one of them over the day. */
    private ContactSheet lights() {
        ContactSheet sheet = new ContactSheet(6, TILE, WHOLE);
        for (String name : Lighting.names()) {
            lit(sheet, name, Lighting.of(name), 12);
        }
        for (int hour : new int[] {0, 5, 7, 12, 18, 20}) {
            lit(sheet, "day at " + hour, Lighting.of("day"), hour);
        }
        for (double soften : new double[] {0, 1}) {
            lit(sheet, "studio, softened " + soften, new Lighting("studio", Map.of(), soften, false, 0, 86_400), 12);
        }
        return sheet;
    }

    private void lit(ContactSheet sheet, String caption, Lighting lighting, int hour) {
        session.light(lighting, Optional.empty(), hour * 3_600_000L);
        session.render(new FaceScript(), 0, frame);
        sheet.add(caption, frame, SIZE);
    }

    /** Full feelings against neutral, with closed lips, as a detector sees them. */
    private void seen(ExpressionMeter meter, PrintStream out) {
        ExpressionMeter.Seen neutral = seen(meter, Emotion.NEUTRAL);
        out.println("| | mouth corners | brows | inner brows over outer | eyes |");
        for (Emotion emotion : Emotion.values()) {
            ExpressionMeter.Seen seen = seen(meter, emotion);
            out.printf(
                    "| %s | %+.3f | %+.3f | %+.3f | %+.3f |%n",
                    emotion.name().toLowerCase(Locale.ROOT),
                    seen.corners() - neutral.corners(),
                    seen.brows() - neutral.brows(),
                    seen.innerBrows() - neutral.innerBrows(),
                    seen.eyes() - neutral.eyes());
        }
    }

    private ExpressionMeter.Seen seen(ExpressionMeter meter, Emotion emotion) {
        session.render(script(Viseme.M, emotion, 1), frame(SETTLED_SECONDS), frame);
        return meter.see(new Picture(SIZE, SIZE, frame));
    }

    /** CPU time of a frame in different light. */
    private void cost(PrintStream out) {
        FaceScript script = script(Viseme.AH, Emotion.HAPPY, 1);
        Lighting show = new Lighting("day", Map.of(), .5, false, 0, 120);
        for (int round = 0; round < COST_ROUNDS; round++) {
            boolean last = round == COST_ROUNDS - 1;
            cost("off", Lighting.OFF, script, last, out);
            cost("studio", Lighting.of("studio"), script, last, out);
            cost("a day of 2 minutes", show, script, last, out);
        }
    }

    private void cost(String name, Lighting lighting, FaceScript script, boolean print, PrintStream out) {
        session.light(lighting, Optional.empty(), 0);
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int k = 0; k < COST_FRAMES; k++) {
            session.render(script, k % 50, frame);
        }
        double millis = (threads.getCurrentThreadCpuTime() - start) / 1e6 / COST_FRAMES;
        if (print) {
            out.printf("| %s | %.2f ms |%n", name, millis);
        }
    }

    private static FaceScript script(Viseme viseme, Emotion emotion, float intensity) {
        FaceScript script = new FaceScript();
        long end = Math.round(2 * SETTLED_SECONDS * SpeechChunk.SAMPLE_RATE_HZ);
        script.clause(0, List.of(new TimedViseme(viseme, 0, end)), emotion, intensity);
        return script;
    }

    private static int frame(double seconds) {
        return (int) (seconds * FaceScript.FRAMES_PER_SECOND);
    }

    /** The part of the frame that holds the face. */
    private ContactSheet.Window face() {
        Landmarks points = avatar.landmarks();
        int side = (int) Math.min(SIZE, 2.1 * points.eyeSpan());
        int left = (int) ((points.x(10) + points.x(152) - side) / 2);
        int top = (int) ((points.y(10) + points.y(152) - side) / 2);
        int most = SIZE - side;
        return new ContactSheet.Window(Math.max(0, Math.min(most, left)), Math.max(0, Math.min(most, top)), side, side);
    }
}
