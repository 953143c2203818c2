package io.talkmatrix.face.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Matte;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.Surroundings;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.FaceTracker;
import io.talkmatrix.face.landmarks.SquareCrop;
import io.talkmatrix.face.pack.PackManifest.Around;
import io.talkmatrix.face.pack.PackManifest.Crop;
import io.talkmatrix.face.pack.PackManifest.PackFile;
import io.talkmatrix.face.pack.PackManifest.Source;
import io.talkmatrix.face.portrait.PortraitReader;
import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.VideoFrames;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes avatar packs. A pack is written beside its place and moved there when it is whole; what fails leaves nothing behind.
 *
 * @param packs where they go
 * @param tracker finds faces; not closed here
 * @param engine loads the host once, to know its warnings and to draw the preview; not closed here
 */
public record PackMaker(PackFolder packs, FaceTracker tracker, FaceEngine engine, Clock clock) {

    private static final int SIDE = 512;

    /**
     * What a person says about a picture.
     *
     * @param licence whose it is and how it may be used
     * @param consent who allowed that this face speaks
     */
    public record Rights(String licence, String consent) {
        public Rights {
            if (licence.isBlank()) {
                throw new PortraitException("say with --licence whose picture it is and how it may be used, for example"
                        + " --licence 'own photo' or --licence CC0");
            }
            if (consent.isBlank()) {
                throw new PortraitException(
                        "say with --consent who allowed that this face speaks and how that is known,"
                                + " for example --consent 'Anna Li, signed 2026-03-01', or --consent 'no real person'");
            }
        }
    }

    /** What a pack is made of, before it is written. */
    private record Made(
            Path from,
            Picture portrait,
            Landmarks landmarks,
            SquareCrop crop,
            List<String> warnings,
            Optional<Picture> matte,
            Optional<Surroundings> around,
            AvatarSource source) {}

    /**
     * A pack from one picture.
     *
     * @param replace whether a pack of this name may be replaced
     * @throws PortraitException the name is taken or the picture cannot become an avatar, with what would work
     */
    public Pack fromPicture(String name, Path picture, Rights rights, boolean replace) {
        requireFree(name, replace);
        PortraitReader.Layered read = PortraitReader.readLayered(picture);
        AlignedPortrait aligned = tracker.align(picture.toString(), read.picture(), SIDE);
        Optional<Picture> matte = read.matte().map(all -> aligned.crop().cut(all, SIDE));
        Optional<Surroundings> around =
                matte.isPresent() ? Optional.empty() : aligned.crop().around(read.picture(), SIDE);
        return write(
                name,
                new Made(
                        picture,
                        aligned.picture(),
                        aligned.landmarks(),
                        aligned.crop(),
                        aligned.warnings(),
                        matte,
                        around,
                        new AvatarSource.Known(
                                name, aligned.picture(), aligned.landmarks(), matte.map(PackMaker::matte), around)),
                rights);
    }

    /**
     * A pack from moving pictures: at most their first twenty seconds.
     *
     * @param clip a video, or an avatar folder of LiveTalking
     */
    public Pack fromClip(String name, Path clip, Rights rights, boolean replace) {
        requireFree(name, replace);
        ClipMaker maker = new ClipMaker(clip.toString(), tracker);
        Path from = clip;
        if (LiveTalkingFolder.is(clip)) {
            LiveTalkingFolder folder = LiveTalkingFolder.open(clip);
            boolean wanted = true;
            for (int i = 0; wanted && i < folder.frames().size(); i++) {
                wanted = maker.take(folder.frame(i));
            }
            from = clip.resolve("coords.pkl");
        } else {
            try {
                VideoFrames.read(clip, FaceScript.FRAMES_PER_SECOND, (number, frame) -> maker.take(picture(frame)));
            } catch (MediaException e) {
                throw new PortraitException(e.getMessage(), e);
            }
        }
        AvatarSource.Clip made = maker.finish(name);
        Avatar avatar = engine.load(made);
        return write(
                name,
                new Made(
                        from,
                        avatar.rest(),
                        made.landmarks().get(made.order()[0]),
                        maker.crop(),
                        maker.warnings(),
                        Optional.empty(),
                        Optional.empty(),
                        made),
                rights);
    }

    private void requireFree(String name, boolean replace) {
        Path target = packs.path(name);
        if (name.equals("default")) {
            throw new PortraitException("default is the host that is always there: choose another name");
        }
        if (Files.exists(target) && !replace) {
            throw new PortraitException(
                    "there is an avatar pack " + name + " already: choose another name or --replace");
        }
    }

    private Pack write(String name, Made made, Rights rights) {
        Avatar avatar = engine.load(made.source());
        Path target = packs.path(name);
        Path fresh = packs.folder().resolve("." + name + ".new");
        try {
            Files.createDirectories(packs.folder());
            if (Files.exists(fresh)) {
                PackDisk.deleteTree(fresh);
            }
            Files.createDirectory(fresh);
            PackManifest manifest = files(name, made, avatar, rights, fresh);
            PackPreview.write(engine, avatar, fresh.resolve(Pack.PREVIEW));
            Files.write(fresh.resolve(Pack.THUMBNAIL), Thumbnail.jpeg(made.portrait()));
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(fresh.resolve(PackFolder.MANIFEST).toFile(), PackJson.write(manifest));
            if (Files.exists(target)) {
                PackDisk.deleteTree(target);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new PortraitException("the avatar pack " + target + " cannot be written: " + e.getMessage(), e);
        } finally {
            if (Files.exists(fresh)) {
                PackDisk.deleteTree(fresh);
            }
        }
        return packs.read(name);
    }

    private PackManifest files(String name, Made made, Avatar avatar, Rights rights, Path folder) throws IOException {
        PackFile portrait = put(folder, "portrait.png", made.portrait());
        Optional<PackFile> matte = Optional.empty();
        if (made.matte().isPresent()) {
            matte = Optional.of(put(folder, "matte.png", made.matte().get()));
        }
        Optional<Around> around = Optional.empty();
        if (made.around().isPresent()) {
            Surroundings seen = made.around().get();
            around = Optional.of(new Around(put(folder, "around.png", seen.picture()), seen.left(), seen.top()));
        }
        Optional<PackFile> clip = Optional.empty();
        if (made.source() instanceof AvatarSource.Clip frames) {
            Path file = folder.resolve("clip.bin");
            ClipFile.write(frames, file);
            clip = Optional.of(new PackFile("clip.bin", PackDisk.sha256(file)));
        }
        SquareCrop crop = made.crop();
        return new PackManifest(
                PackManifest.FORMAT,
                name,
                clock.instant().toString(),
                new Source(made.from().getFileName().toString(), PackDisk.sha256(made.from())),
                new Crop(crop.centreX(), crop.centreY(), crop.side(), crop.roll()),
                portrait,
                made.landmarks().xy(),
                matte,
                clip,
                around,
                rights.licence(),
                rights.consent(),
                Stream.concat(made.warnings().stream(), avatar.warnings().stream())
                        .distinct()
                        .toList());
    }

    /** A matte that a picture's transparency makes. */
    public static Matte matte(Picture grey) {
        byte[] alpha = new byte[grey.argb().length];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = (byte) grey.argb()[i];
        }
        return new Matte(alpha, Optional.of(PackDisk.plain(grey.width(), PortraitReader.BACKDROP)));
    }

    private static Picture picture(BufferedImage image) {
        int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new Picture(image.getWidth(), image.getHeight(), argb);
    }

    private static PackFile put(Path folder, String name, Picture picture) throws IOException {
        Path file = folder.resolve(name);
        PackDisk.writePng(picture, file);
        return new PackFile(name, PackDisk.sha256(file));
    }
}
