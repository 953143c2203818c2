package io.talkmatrix.face.wav2lip;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.patch.FacePatch;
import io.talkmatrix.face.patch.FeatheredMask;
import io.talkmatrix.face.restore.FaceRestorer;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.stage.Viseme;
import java.util.List;

/** A portrait whose head moves as the warp engine's does, with what the networks see of it. Immutable, shared by rooms. */
final class Wav2LipAvatar implements Avatar {

    final WarpAvatar head;
    final FacePatch face;
    final FeatheredMask mask;
    final FacePatch restored;

    Wav2LipAvatar(WarpAvatar head, int generatorSize) {
        this.head = head;
        FaceRectangle box = FaceRectangle.around(head.landmarks(), WarpAvatar.SIZE);
        face = FacePatch.over(box.left(), box.top(), box.width(), box.height(), generatorSize);
        mask = FeatheredMask.lowerFace(box.left(), box.top(), box.width(), box.height());
        restored = FaceRestorer.patch(head.landmarks());
    }

    @Override
    public String name() {
        return head.name();
    }

    @Override
    public Picture rest() {
        return head.rest();
    }

    @Override
    public List<String> warnings() {
        return head.warnings();
    }

    /** The network draws what it hears; nothing tears. */
    @Override
    public float reach(Viseme viseme) {
        return 1;
    }
}
