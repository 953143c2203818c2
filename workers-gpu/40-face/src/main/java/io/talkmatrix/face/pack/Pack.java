package io.talkmatrix.face.pack;

import io.talkmatrix.face.AvatarSource;
import java.nio.file.Path;

/**
 * A pack that was read and found sound.
 *
 * @param folder where it lies
 * @param bytes of all its files
 * @param source its host, ready for an engine
 */
public record Pack(Path folder, long bytes, PackManifest manifest, AvatarSource source) {

    /** A picture of its mouth shapes, for people. */
    public static final String PREVIEW = "preview.png";

    /** Its face alone, small, for lists. */
    public static final String THUMBNAIL = "thumbnail.jpg";
}
