package io.talkmatrix.media.live;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Scene;
import java.lang.System.Logger.Level;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Avatar packs in memory, each once for all rooms that show it, read again when it was written anew. For one thread. */
public final class PackShelf {

    public static final int FRAMES_PER_SECOND = 25;
    private static final System.Logger LOG = System.getLogger(PackShelf.class.getName());

    private record Shelved(FileTime written, Optional<AvatarPack> pack) {}

    private final AvatarPacks packs;
    private final Map<Scene.Layout, AvatarPack> blank = new EnumMap<>(Scene.Layout.class);
    private final Map<String, Shelved> shelf = new HashMap<>();

    public PackShelf(AvatarPacks packs) {
        this.packs = packs;
    }

    /** Name of the pack that shows the room's host. */
    public static String key(Room room) {
        Scene.Layout layout = room.scene().layout();
        return AvatarPacks.key(room, layout.width(), layout.height(), FRAMES_PER_SECOND);
    }

    /** The room's pack, or an empty picture while there is none. */
    public AvatarPack of(Room room) {
        return find(room).orElseGet(() -> blank(room.scene().layout()));
    }

    /** The room's pack as it lies on disk; the one read before while that cannot be read; empty while it is being made. */
    public Optional<AvatarPack> find(Room room) {
        String key = key(room);
        Shelved known = shelf.get(key);
        Optional<AvatarPack> pack = known == null ? Optional.empty() : known.pack();
        try {
            Optional<FileTime> written = packs.written(key);
            if (written.isPresent() && (known == null || !known.written().equals(written.get()))) {
                // Remembered before it is read: a broken pack is read, and complained of, once.
                shelf.put(key, new Shelved(written.get(), pack));
                pack = Optional.of(packs.read(key));
                shelf.put(key, new Shelved(written.get(), pack));
            }
        } catch (MediaException e) {
            LOG.log(Level.WARNING, e.getMessage());
        }
        return pack;
    }

    private AvatarPack blank(Scene.Layout layout) {
        return blank.computeIfAbsent(layout, shape -> BlankPack.make(shape.width(), shape.height(), FRAMES_PER_SECOND));
    }

    /** Forgets packs that no room shows. */
    public void keepOnly(Set<String> keys) {
        shelf.keySet().retainAll(keys);
    }
}
