package io.talkmatrix.face;

import java.util.Optional;

/** Where a host's clips are found. Safe for use from any thread. */
@FunctionalInterface
public interface ClipShelf {

    /**
     * The clip of that name.
     *
     * @param avatar the room's avatar setting: an avatar may have clips of its own
     * @throws ClipException it is there but cannot be used
     */
    Optional<Clip> find(String avatar, String name);

    /** Only what every host knows. */
    static ClipShelf builtIn() {
        return (avatar, name) -> BuiltInClips.named(name);
    }
}
