package io.talkmatrix.face;

import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Viseme;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Renders the painted face by a bar whose height is the commanded jaw: quick, and the stage cannot tell. */
final class PaintedEngine implements FaceEngine {

    private final AtomicInteger loads = new AtomicInteger();

    /** How many avatars were loaded. */
    int loads() {
        return loads.get();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("scripted", "painted", "cpu", "");
    }

    @Override
    public Avatar load(AvatarSource source) {
        loads.incrementAndGet();
        return new PaintedAvatar(PaintedFace.picture());
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness) {
        return new BarSession(avatar, liveliness);
    }

    @Override
    public void close() {
        // nothing is held
    }

    private record PaintedAvatar(Picture rest) implements Avatar {
        @Override
        public String name() {
            return "painted";
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public float reach(Viseme viseme) {
            return 1;
        }
    }

    private static final class BarSession implements FaceSession {

        private final Avatar avatar;
        private final Choreography choreography;
        private final FacePose pose = new FacePose();

        private BarSession(Avatar avatar, Liveliness liveliness) {
            this.avatar = avatar;
            this.choreography = new Choreography(avatar, liveliness);
        }

        @Override
        public int width() {
            return avatar.rest().width();
        }

        @Override
        public int height() {
            return avatar.rest().height();
        }

        @Override
        public void render(FaceScript script, int frame, int[] argb) {
            choreography.pose(script, frame, pose);
            System.arraycopy(avatar.rest().argb(), 0, argb, 0, argb.length);
            int rows = Math.round(200 * Math.max(0, pose.get(Channel.JAW)));
            int grey = Math.round(128 + 20 * pose.shiftX());
            Arrays.fill(argb, 0, rows * width(), 0xff000000 | grey << 16 | grey << 8 | grey);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
