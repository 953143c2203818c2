package io.talkmatrix.face;

import io.talkmatrix.stage.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
     * @param matte what of the picture is the host, if that is known
     * @param around what the photo shows around the picture, if it shows more
     */
    record Known(
            String name, Picture picture, Landmarks landmarks, Optional<Matte> matte, Optional<Surroundings> around)
            implements AvatarSource {

        public Known(String name, Picture picture, Landmarks landmarks, Optional<Matte> matte) {
            this(name, picture, landmarks, matte, Optional.empty());
        }

        public Known(String name, Picture picture, Landmarks landmarks) {
            this(name, picture, landmarks, Optional.empty());
        }
    }

    /**
     * A host in a scene: the frame is the scene's.
     *
     * @param host who; not itself in a scene
     * @param scene what else is seen
     */
    record Staged(AvatarSource host, Scene scene) implements AvatarSource {
        @Override
        public String name() {
            return host.name();
        }
    }

    /**
     * A clip of a person who does not speak, to be shown in a loop.
     *
     * @param name for messages
     * @param frames JPEG, square, of the engine's frame size, 25 a second
     * @param landmarks of each frame, in its pixels
     * @param order numbers of frames in the order they are shown, over and over; the first is the rest pose
     */
    record Clip(String name, List<byte[]> frames, List<Landmarks> landmarks, int[] order) implements AvatarSource {

        public Clip {
            frames = List.copyOf(frames);
            landmarks = List.copyOf(landmarks);
            if (frames.isEmpty() || frames.size() != landmarks.size() || order.length == 0) {
                throw new IllegalArgumentException("a clip of " + frames.size() + " frames, " + landmarks.size()
                        + " landmarks and " + order.length + " steps");
            }
            for (int frame : order) {
                if (frame < 0 || frame >= frames.size()) {
                    throw new IllegalArgumentException(
                            "a clip of " + frames.size() + " frames has none numbered " + frame);
                }
            }
        }
    }
}
