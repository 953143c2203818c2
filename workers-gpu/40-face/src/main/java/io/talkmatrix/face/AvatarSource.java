package io.talkmatrix.face;

import java.nio.file.Path;

/** Where a host's face comes from. */
public sealed interface AvatarSource {

    /** For messages and logs. */
    String name();

    /**
     * A photo on disk; the engine finds the face in it.
     *
     * @param path PNG or JPEG
     */
    record Photo(Path path) implements AvatarSource {
        @Override
        public String name() {
            return path.toString();
        }
    }

    /**
     * A picture whose landmarks are known by construction, such as a drawn host: used as it is, without detection.
     *
     * @param name for messages
     * @param picture square, of the engine's frame size
     * @param landmarks in pixels of the picture
     */
    record Known(String name, Picture picture, Landmarks landmarks) implements AvatarSource {}
}
