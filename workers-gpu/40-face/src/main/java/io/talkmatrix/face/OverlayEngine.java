package io.talkmatrix.face;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Lighting;
import io.talkmatrix.stage.Viseme;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Shows some hosts in frames that are made of those another engine draws. All other hosts are the other engine's alone. Safe
 * for use from any thread.
 */
public final class OverlayEngine implements FaceEngine {

    /** A host that is shown so; its frames are as large as {@link #rest}. */
    public interface Host extends Avatar {

        /** What the other engine draws. */
        Avatar face();

        /** How that moves where this host is to move as given. */
        default Liveliness beneath(Liveliness liveliness) {
            return liveliness;
        }

        /** What makes frames for one room. */
        Painter painter(FaceSession face);

        @Override
        default String name() {
            return face().name();
        }

        @Override
        default float reach(Viseme viseme) {
            return face().reach(viseme);
        }
    }

    /** Not for use from two threads at once. */
    @FunctionalInterface
    public interface Painter {
        /** As {@link FaceSession#render}. */
        void paint(FaceScript script, int frame, int[] argb);
    }

    private final FaceEngine faces;
    private final Function<AvatarSource, Optional<Host>> hosts;

    /**
     * @param faces the other engine, closed with this one
     * @param hosts makes the hosts that are shown so, and nothing of other sources
     */
    public OverlayEngine(FaceEngine faces, Function<AvatarSource, Optional<Host>> hosts) {
        this.faces = faces;
        this.hosts = hosts;
    }

    @Override
    public EngineInfo info() {
        return faces.info();
    }

    @Override
    public Avatar load(AvatarSource source) {
        Optional<Host> host = hosts.apply(source);
        return host.isPresent() ? host.get() : faces.load(source);
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness) {
        return open(avatar, liveliness, "");
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness, String room) {
        return avatar instanceof Host host
                ? new Session(host, faces.open(host.face(), host.beneath(liveliness), room))
                : faces.open(avatar, liveliness, room);
    }

    @Override
    public void close() {
        faces.close();
    }

    private static final class Session implements FaceSession {

        private final Picture rest;
        private final FaceSession face;
        private final Painter painter;

        private Session(Host host, FaceSession face) {
            this.rest = host.rest();
            this.face = face;
            this.painter = host.painter(face);
        }

        @Override
        public int width() {
            return rest.width();
        }

        @Override
        public int height() {
            return rest.height();
        }

        @Override
        public int lookaheadSamples() {
            return face.lookaheadSamples();
        }

        @Override
        public void ahead(FaceScript script, int first, int count, Cancellation cancellation)
                throws InterruptedException {
            face.ahead(script, first, count, cancellation);
        }

        @Override
        public void light(Lighting lighting, Optional<Path> product, long startMillis) {
            face.light(lighting, product, startMillis);
        }

        @Override
        public void render(FaceScript script, int frame, int[] argb) {
            painter.paint(script, frame, argb);
        }

        @Override
        public void close() {
            face.close();
        }
    }
}
