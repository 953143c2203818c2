package io.talkmatrix.media.live;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.stage.Room;
import java.lang.System.Logger.Level;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Avatar packs in memory, each once for all rooms that show it, read again when it was written anew. For one thread. */
public final class PackShelf {

    public static final int SIDE = 512;
    public static final int FRAMES_PER_SECOND = 25;
    private static final System.Logger LOG = System.getLogger(PackShelf.class.getName());

    private record Shelved(FileTime written, AvatarPack pack) {}

    private final AvatarPacks packs;
    private final AvatarPack blank = BlankPack.make(SIDE, SIDE, FRAMES_PER_SECOND);
    private final Map<String, Shelved> shelf = new HashMap<>();

    public PackShelf(AvatarPacks packs) {
        this.packs = packs;
    }

    /** Name of the pack that shows the room's host. */
    public static String key(Room room) {
        return AvatarPacks.key(room.avatar(), SIDE, SIDE, FRAMES_PER_SECOND, room.seed());
    }

    /** The room's pack as it lies on disk; the one read before, or an empty picture, while that cannot be read. */
    public AvatarPack of(Room room) {
        String key = key(room);
        Shelved known = shelf.get(key);
        AvatarPack pack = known == null ? blank : known.pack();
        try {
            Optional<FileTime> written = packs.written(key);
            if (written.isPresent() && (known == null || !known.written().equals(written.get()))) {
                // Remembered before it is read: a broken pack is read, and complained of, once.
                shelf.put(key, new Shelved(written.get(), pack));
                pack = packs.read(key);
                shelf.put(key, new Shelved(written.get(), pack));
            }
        } catch (MediaException e) {
            LOG.log(Level.WARNING, e.getMessage());
        }
        return pack;
    }

    /** Forgets packs that no room shows. */
    public void keepOnly(Set<String> keys) {
        shelf.keySet().retainAll(keys);
    }
}
