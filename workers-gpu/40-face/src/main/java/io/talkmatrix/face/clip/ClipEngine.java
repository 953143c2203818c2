package io.talkmatrix.face.clip;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.OverlayEngine;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Shows clips, and lets another engine speak for them: it moves the clip's rest frame, whose mouth is laid over the clip where
 * the head is. Every turn begins and ends in the rest frame; the clip fades to and from it.
 */
public final class ClipEngine {

    private static final double EASE_SECONDS = .24;

    private ClipEngine() {}

    /**
     * An engine that shows clips so, and other hosts as {@code faces} does.
     *
     * @param faces closed with it
     */
    public static FaceEngine over(FaceEngine faces) {
        return new OverlayEngine(
                faces,
                source -> source instanceof AvatarSource.Clip clip ? Optional.of(load(clip, faces)) : Optional.empty());
    }

    private static ClipAvatar load(AvatarSource.Clip clip, FaceEngine faces) {
        int first = clip.order()[0];
        Picture rest = picture(clip, first);
        Landmarks landmarks = clip.landmarks().get(first);
        Avatar face = faces.load(new AvatarSource.Known(clip.name(), rest, landmarks, Optional.empty()));
        return new ClipAvatar(clip, face, new MouthPatch(landmarks, rest.width()));
    }

    private static Picture picture(AvatarSource.Clip clip, int frame) {
        try {
            BufferedImage image =
                    ImageIO.read(new ByteArrayInputStream(clip.frames().get(frame)));
            if (image == null) {
                throw new IOException("no JPEG");
            }
            int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            return new Picture(image.getWidth(), image.getHeight(), argb);
        } catch (IOException e) {
            throw new PortraitException("frame " + frame + " of " + clip.name() + " is damaged: " + e.getMessage(), e);
        }
    }

    private record ClipAvatar(AvatarSource.Clip clip, Avatar face, MouthPatch patch) implements OverlayEngine.Host {
        @Override
        public Picture rest() {
            return face.rest();
        }

        @Override
        public List<String> warnings() {
            return face.warnings();
        }

        @Override
        public Liveliness beneath(Liveliness liveliness) {
            return new Liveliness(liveliness.seed(), false, false);
        }

        @Override
        public OverlayEngine.Painter painter(FaceSession face) {
            return new ClipPainter(this, face);
        }
    }

    private static final class ClipPainter implements OverlayEngine.Painter {

        private final ClipAvatar avatar;
        private final FaceSession face;
        private final int[] spoken;

        private ClipPainter(ClipAvatar avatar, FaceSession face) {
            this.avatar = avatar;
            this.face = face;
            this.spoken = new int[face.width() * face.height()];
        }

        @Override
        public void paint(FaceScript script, int number, int[] argb) {
            AvatarSource.Clip clip = avatar.clip();
            int frame = clip.order()[Math.floorMod(number, clip.order().length)];
            int first = clip.order()[0];
            double present = script.envelope(FaceScript.timeOf(number), EASE_SECONDS);
            int[] rest = avatar.rest().argb();
            if (frame == first || present == 0) {
                System.arraycopy(rest, 0, argb, 0, argb.length);
            } else {
                System.arraycopy(picture(clip, frame).argb(), 0, argb, 0, argb.length);
            }
            if (!script.clauses().isEmpty()) {
                face.render(script, number, spoken);
                Similarity to = Similarity.between(
                        clip.landmarks().get(first), clip.landmarks().get(frame));
                avatar.patch().lay(spoken, to, avatar.patch().light(rest, argb, to), present, argb);
            }
            if (present < 1) {
                fade(rest, present, argb);
            }
        }

        private static void fade(int[] rest, double present, int[] argb) {
            int share = (int) Math.round(present * 256);
            for (int i = 0; i < argb.length; i++) {
                int mixed = 0xff;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int from = rest[i] >> shift & 255;
                    int to = argb[i] >> shift & 255;
                    mixed = mixed << 8 | from + ((to - from) * share >> 8);
                }
                argb[i] = mixed;
            }
        }
    }
}
