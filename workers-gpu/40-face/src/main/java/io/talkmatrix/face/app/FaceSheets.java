package io.talkmatrix.face.app;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.measure.ContactSheet;
import io.talkmatrix.face.measure.LipSyncMeter;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpSession;
import io.talkmatrix.stage.Viseme;
import java.nio.file.Path;
import java.util.List;

/** Contact sheets of a face: what the figures cannot say is looked at here. */
public final class FaceSheets {

    private static final int TALK_STEP = 3;
    private static final int TALK_TILES = 30;

    private FaceSheets() {}

    /** Opening a detector sees while the lips are held closed. */
    public static double closedOpening(LipSyncMeter meter, WarpSession session) {
        int[] frame = new int[session.width() * session.height()];
        session.render(MouthTargets.pose(Viseme.M).set(Channel.SPEAKING, 1), frame);
        return meter.opening(new Picture(session.width(), session.height(), frame));
    }

    /** Writes {@code FACE-mouth.png}, {@code FACE-face.png} and {@code FACE-TALK-frames.png}. */
    static void write(String face, WarpSession session, WarpAvatar avatar, List<FaceBench.Talk> talks, Path folder) {
        mouth(session, avatar).write(folder.resolve(face + "-mouth.png"));
        face(session).write(folder.resolve(face + "-face.png"));
        for (FaceBench.Talk talk : talks) {
            talk(session, avatar, talk).write(folder.resolve(face + "-" + talk.name() + "-frames.png"));
        }
    }

    /** Every mouth shape, close by. */
    static ContactSheet mouth(WarpSession session, WarpAvatar avatar) {
        int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
        ContactSheet sheet = new ContactSheet(4, 300, around(avatar, 13, 1.5, 1.1, .42));
        session.render(new FacePose(), frame);
        sheet.add("rest", frame, WarpAvatar.SIZE);
        for (Viseme viseme : Viseme.values()) {
            session.render(shape(avatar, viseme), frame);
            sheet.add(viseme.name(), frame, WarpAvatar.SIZE);
        }
        return sheet;
    }

    /** Head, lids, gaze and brows. */
    static ContactSheet face(WarpSession session) {
        ContactSheet sheet = new ContactSheet(4, 300, new ContactSheet.Window(0, 0, WarpAvatar.SIZE, WarpAvatar.SIZE));
        double degree = Math.PI / 180;
        add(sheet, session, "rest", new FacePose());
        add(sheet, session, "turned 4° to the left", turned(-4 * degree, 0));
        add(sheet, session, "turned 4° to the right", turned(4 * degree, 0));
        add(sheet, session, "nodding 3°", turned(0, 3 * degree));
        add(sheet, session, "lids half down", new FacePose().set(Channel.BLINK, .5));
        add(sheet, session, "lids closed", new FacePose().set(Channel.BLINK, 1));
        add(sheet, session, "looking to the left", new FacePose().set(Channel.GAZE_X, -.014));
        add(sheet, session, "looking to the right", new FacePose().set(Channel.GAZE_X, .014));
        add(sheet, session, "brows up", new FacePose().set(Channel.BROW_UP, .05));
        add(sheet, session, "brows together", new FacePose().set(Channel.FURROW, .045));
        add(sheet, session, "smile", new FacePose().set(Channel.SMILE, 1));
        FacePose speaking = MouthTargets.pose(Viseme.AH).set(Channel.SPEAKING, 1);
        speaking.addTurn(3 * degree, 1.5 * degree);
        add(sheet, session, "AH, turned", speaking);
        return sheet;
    }

    /** Every third frame of a talk, close by. */
    static ContactSheet talk(WarpSession session, WarpAvatar avatar, FaceBench.Talk talk) {
        int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
        ContactSheet sheet = new ContactSheet(6, 200, around(avatar, 13, 1.5, 1.1, .42));
        for (int k = 0; k < Math.min(talk.frames(), TALK_STEP * TALK_TILES); k += TALK_STEP) {
            session.render(talk.script(), k, frame);
            sheet.add(String.format("%.2f s", FaceScript.timeOf(k)), frame, WarpAvatar.SIZE);
        }
        return sheet;
    }

    /** A shape as far as the face makes it when it speaks. */
    private static FacePose shape(WarpAvatar avatar, Viseme viseme) {
        FacePose pose = MouthTargets.pose(viseme);
        for (Channel channel : Channel.values()) {
            pose.scale(channel, avatar.reach(viseme));
        }
        return pose.set(Channel.SPEAKING, 1);
    }

    /** A row of a sheet that compares faces: rest, some mouth shapes, closed lids, a turn. */
    static void row(String face, WarpSession session, WarpAvatar avatar, ContactSheet sheet) {
        double degree = Math.PI / 180;
        add(sheet, session, face, new FacePose());
        for (Viseme viseme : List.of(Viseme.M, Viseme.F, Viseme.AH, Viseme.EE, Viseme.WOO)) {
            add(sheet, session, viseme.name(), shape(avatar, viseme));
        }
        add(sheet, session, "lids closed", new FacePose().set(Channel.BLINK, 1));
        add(sheet, session, "turned 4°", turned(4 * degree, degree));
    }

    private static void add(ContactSheet sheet, WarpSession session, String caption, FacePose pose) {
        int[] frame = new int[WarpAvatar.SIZE * WarpAvatar.SIZE];
        session.render(pose, frame);
        sheet.add(caption, frame, WarpAvatar.SIZE);
    }

    private static FacePose turned(double turn, double nod) {
        FacePose pose = new FacePose();
        pose.addTurn(turn, nod);
        return pose;
    }

    /** A window around a landmark, as far as it lies in the frame; sizes in u. */
    private static ContactSheet.Window around(WarpAvatar avatar, int point, double wide, double high, double above) {
        Landmarks points = avatar.landmarks();
        int width = (int) Math.min(WarpAvatar.SIZE, wide * points.eyeSpan());
        int height = (int) Math.min(WarpAvatar.SIZE, high * points.eyeSpan());
        int left = (int) (points.x(point) - width / 2.0);
        int top = (int) (points.y(point) - above * height);
        return new ContactSheet.Window(
                Math.max(0, Math.min(WarpAvatar.SIZE - width, left)),
                Math.max(0, Math.min(WarpAvatar.SIZE - height, top)),
                width,
                height);
    }
}
