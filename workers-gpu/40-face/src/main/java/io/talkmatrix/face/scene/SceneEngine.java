package io.talkmatrix.face.scene;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Picture;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Lighting;
import io.talkmatrix.stage.Viseme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the frames of another engine into scenes. Hosts that stand in no scene are the other engine's alone. */
public final class SceneEngine implements FaceEngine {

    private final FaceEngine faces;

    /** @param faces closed with this one */
    public SceneEngine(FaceEngine faces) {
        this.faces = faces;
    }

    @Override
    public EngineInfo info() {
        return faces.info();
    }

    @Override
    public Avatar load(AvatarSource source) {
        if (!(source instanceof AvatarSource.Staged staged)) {
            return faces.load(source);
        }
        Composition composition;
        Avatar face;
        if (staged.host() instanceof AvatarSource.Known known) {
            composition = new Composition(known, staged.scene());
            face = faces.load(
                    new AvatarSource.Known(known.name(), composition.host(), known.landmarks(), Optional.empty()));
        } else {
            face = faces.load(staged.host());
            composition = new Composition(face.name(), face.rest(), staged.scene());
        }
        int[] rest = new int[composition.width() * composition.height()];
        composition.compose(face.rest().argb(), rest);
        List<String> warnings = new ArrayList<>(face.warnings());
        if (staged.scene().subtitles()) {
            Subtitles.warning().ifPresent(warnings::add);
        }
        return new StagedAvatar(
                face,
                composition,
                new Picture(composition.width(), composition.height(), rest),
                staged.scene().subtitles()
                        ? Optional.of(Places.of(staged.scene().layout()))
                        : Optional.empty(),
                List.copyOf(warnings));
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness) {
        return open(avatar, liveliness, "");
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness, String room) {
        return avatar instanceof StagedAvatar staged
                ? new StagedSession(staged, faces.open(staged.face(), liveliness, room))
                : faces.open(avatar, liveliness, room);
    }

    @Override
    public void close() {
        faces.close();
    }

    private record StagedAvatar(
            Avatar face, Composition composition, Picture rest, Optional<Places> subtitles, List<String> warnings)
            implements Avatar {
        @Override
        public String name() {
            return face.name();
        }

        @Override
        public float reach(Viseme viseme) {
            return face.reach(viseme);
        }
    }

    private static final class StagedSession implements FaceSession {

        private final Composition composition;
        private final FaceSession face;
        private final int[] frame;
        private final Optional<Subtitles> subtitles;

        private StagedSession(StagedAvatar avatar, FaceSession face) {
            this.composition = avatar.composition();
            this.face = face;
            this.frame = new int[face.width() * face.height()];
            this.subtitles = avatar.subtitles()
                    .map(places -> new Subtitles(places.subtitles(), places.text(), composition.width()));
        }

        @Override
        public void light(Lighting lighting, Optional<Path> product, long startMillis) {
            face.light(lighting, product, startMillis);
        }

        @Override
        public int width() {
            return composition.width();
        }

        @Override
        public int height() {
            return composition.height();
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
        public void render(FaceScript script, int number, int[] argb) {
            face.render(script, number, frame);
            composition.compose(frame, argb);
            subtitles.ifPresent(words -> words.draw(script.wordsAt(FaceScript.timeOf(number)), argb));
        }

        @Override
        public void close() {
            face.close();
        }
    }
}
