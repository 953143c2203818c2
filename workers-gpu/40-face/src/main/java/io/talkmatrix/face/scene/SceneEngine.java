package io.talkmatrix.face.scene;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.OverlayEngine;
import io.talkmatrix.face.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the frames of another engine into scenes. */
public final class SceneEngine {

    private SceneEngine() {}

    /**
     * An engine that shows hosts in their scenes, and those that stand in none as {@code faces} does.
     *
     * @param faces closed with it
     */
    public static FaceEngine over(FaceEngine faces) {
        return new OverlayEngine(
                faces,
                source -> source instanceof AvatarSource.Staged staged
                        ? Optional.of(load(staged, faces))
                        : Optional.empty());
    }

    private static StagedAvatar load(AvatarSource.Staged staged, FaceEngine faces) {
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

    private record StagedAvatar(
            Avatar face, Composition composition, Picture rest, Optional<Places> subtitles, List<String> warnings)
            implements OverlayEngine.Host {
        @Override
        public OverlayEngine.Painter painter(FaceSession face) {
            return new ScenePainter(this, face);
        }
    }

    private static final class ScenePainter implements OverlayEngine.Painter {

        private final Composition composition;
        private final FaceSession face;
        private final int[] frame;
        private final Optional<Subtitles> subtitles;

        private ScenePainter(StagedAvatar avatar, FaceSession face) {
            this.composition = avatar.composition();
            this.face = face;
            this.frame = new int[face.width() * face.height()];
            this.subtitles = avatar.subtitles()
                    .map(places -> new Subtitles(places.subtitles(), places.text(), composition.width()));
        }

        @Override
        public void paint(FaceScript script, int number, int[] argb) {
            face.render(script, number, frame);
            composition.compose(frame, argb);
            subtitles.ifPresent(words -> words.draw(script.wordsAt(FaceScript.timeOf(number)), argb));
        }
    }
}
