package io.talkmatrix.face;

import io.talkmatrix.stage.EngineInfo;

/**
 * Port of a face renderer. Safe for use from any thread; what it loads ({@link Avatar}) is shared, what it opens
 * ({@link FaceSession}) belongs to one room.
 */
public interface FaceEngine extends AutoCloseable {

    /** What does the work; true at all times. */
    EngineInfo info();

    /**
     * Makes a face ready. Takes up to seconds: never on the path of a frame.
     *
     * @throws PortraitException the picture cannot be used, with the reason
     */
    Avatar load(AvatarSource source);

    /**
     * Opens a renderer for one turn after another.
     *
     * @param avatar made by this engine's {@link #load}
     */
    FaceSession open(Avatar avatar, Liveliness liveliness);

    /**
     * The same for a room, which takes turns with others where they share a model.
     *
     * @param room room id
     */
    default FaceSession open(Avatar avatar, Liveliness liveliness, String room) {
        return open(avatar, liveliness);
    }

    @Override
    void close();
}
