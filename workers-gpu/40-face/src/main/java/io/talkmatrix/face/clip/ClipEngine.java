package io.talkmatrix.face.clip;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Lighting;
import io.talkmatrix.stage.Viseme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Shows clips, and lets another engine speak for them: it moves the clip's rest frame, whose mouth is laid over the clip where
 * the head is. Every turn begins and ends in the rest frame; the clip fades to and from it. Other hosts are the other engine's
 * alone.
 */
public final class ClipEngine implements FaceEngine {

    private static final double EASE_SECONDS = .24;

    private final FaceEngine faces;

    /** @param faces closed with this one */
    public ClipEngine(FaceEngine faces) {
        this.faces = faces;
    }

    @Override
    public EngineInfo info() {
        return faces.info();
    }

    @Override
    public Avatar load(AvatarSource source) {
        if (!(source instanceof AvatarSource.Clip clip)) {
            return faces.load(source);
        }
        int first = clip.order()[0];
        Picture rest = picture(clip, first);
        Landmarks landmarks = clip.landmarks().get(first);
        Avatar face = faces.load(new AvatarSource.Known(clip.name(), rest, landmarks, Optional.empty()));
        return new ClipAvatar(clip, face, new MouthPatch(landmarks, rest.width()));
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness) {
        return open(avatar, liveliness, "");
    }

    @Override
    public FaceSession open(Avatar avatar, Liveliness liveliness, String room) {
        return avatar instanceof ClipAvatar clip
                ? new ClipSession(clip, faces.open(clip.face(), new Liveliness(liveliness.seed(), false, false), room))
                : faces.open(avatar, liveliness, room);
    }

    @Override
    public void close() {
        faces.close();
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

    private record ClipAvatar(AvatarSource.Clip clip, Avatar face, MouthPatch patch) implements Avatar {
        @Override
        public String name() {
            return clip.name();
        }

        @Override
        public Picture rest() {
            return face.rest();
        }

        @Override
        public List<String> warnings() {
            return face.warnings();
        }

        @Override
        public float reach(Viseme viseme) {
            return face.reach(viseme);
        }
    }

    private static final class ClipSession implements FaceSession {

        private final ClipAvatar avatar;
        private final FaceSession face;
        private final int[] spoken;

        private ClipSession(ClipAvatar avatar, FaceSession face) {
            this.avatar = avatar;
            this.face = face;
            this.spoken = new int[face.width() * face.height()];
        }

        @Override
        public void light(Lighting lighting, Optional<Path> product, long startMillis) {
            face.light(lighting, product, startMillis);
        }

        @Override
        public int width() {
            return face.width();
        }

        @Override
        public int height() {
            return face.height();
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

        @Override
        public void close() {
            face.close();
        }
    }
}
