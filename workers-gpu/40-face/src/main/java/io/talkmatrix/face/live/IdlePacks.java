package io.talkmatrix.face.live;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.IdleClips;
import io.talkmatrix.face.IdleStore;
import io.talkmatrix.face.Picture;
import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.live.AvatarPack;
import io.talkmatrix.media.live.AvatarPack.Unit;
import io.talkmatrix.media.live.AvatarPacks;
import io.talkmatrix.media.live.Stills;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageFailedException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Keeps idle clips as {@link AvatarPacks}. */
public final class IdlePacks implements IdleStore {

    private static final System.Logger LOG = System.getLogger(IdlePacks.class.getName());
    private static final int MOTION = 1;

    private final AvatarPacks packs;
    private final String coding;

    /** @param coding how frames are coded and marked: other clips are made when it changes */
    public IdlePacks(AvatarPacks packs, String coding) {
        this.packs = packs;
        this.coding = coding;
    }

    @Override
    public OptionalLong wants(Room room, Avatar avatar) {
        String made;
        try {
            made = packs.madeFrom(key(room, avatar)).orElse("");
        } catch (MediaException e) {
            LOG.log(Level.WARNING, "{0}: made anew", e.getMessage());
            made = "";
        }
        return made.equals(madeFrom(avatar)) ? OptionalLong.empty() : OptionalLong.of(AvatarPacks.variant(room.seed()));
    }

    @Override
    public void keep(Room room, Avatar avatar, IdleClips clips) {
        Map<Integer, List<Unit>> settles = new TreeMap<>();
        clips.settles().forEach((from, clip) -> settles.put(from, units(clip)));
        AvatarPack pack = new AvatarPack(
                "",
                clips.width(),
                clips.height(),
                FaceScript.FRAMES_PER_SECOND,
                units(clips.loop()),
                units(clips.rest()),
                settles);
        try {
            byte[] still = Stills.jpeg(pack.rest().get(0).data());
            packs.write(key(room, avatar), madeFrom(avatar), pack, still);
        } catch (MediaException e) {
            throw new StageFailedException("avatar: " + e.getMessage(), e);
        }
    }

    private static List<Unit> units(List<IdleClips.Coded> clip) {
        return clip.stream().map(frame -> new Unit(frame.data(), frame.first())).toList();
    }

    private static String key(Room room, Avatar avatar) {
        Picture rest = avatar.rest();
        return AvatarPacks.key(room, rest.width(), rest.height(), FaceScript.FRAMES_PER_SECOND);
    }

    private String madeFrom(Avatar avatar) {
        CRC32C sum = new CRC32C();
        for (int pixel : avatar.rest().argb()) {
            sum.update(pixel >>> 16);
            sum.update(pixel >>> 8);
            sum.update(pixel);
        }
        return MOTION + "|" + coding + "|" + Long.toHexString(sum.getValue());
    }
}
