package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Look;
import io.talkmatrix.face.Matte;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.pack.PackMaker;
import io.talkmatrix.face.portrait.PortraitReader;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.stage.Scene;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the host of a look comes from. In a scene, the face of a portrait is found first, since its background has to be
 * changed before it is moved.
 *
 * @param names what avatar settings mean
 * @param aligner finds faces in portraits
 */
record Looks(Function<String, AvatarSource> names, PortraitAligner aligner) implements Function<Look, AvatarSource> {

    @Override
    public AvatarSource apply(Look look) {
        AvatarSource source = names.apply(look.avatar());
        if (look.scene().equals(Scene.PLAIN)) {
            return source;
        }
        return new AvatarSource.Staged(
                source instanceof AvatarSource.Photo photo ? found(photo) : source, look.scene());
    }

    private AvatarSource.Known found(AvatarSource.Photo photo) {
        PortraitReader.Layered read = PortraitReader.readLayered(photo.path());
        AlignedPortrait portrait = aligner.align(photo.name(), read.picture(), WarpAvatar.SIZE);
        Optional<Matte> matte =
                read.matte().map(all -> PackMaker.matte(portrait.crop().cut(all, WarpAvatar.SIZE)));
        return new AvatarSource.Known(
                photo.name(),
                portrait.picture(),
                portrait.landmarks(),
                matte,
                portrait.crop().around(read.picture(), WarpAvatar.SIZE));
    }
}
