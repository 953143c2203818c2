package io.talkmatrix.face.pack;

import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.face.portrait.PortraitReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An avatar folder of LiveTalking (github.com/lipku/LiveTalking): {@code full_imgs} with the frames, {@code face_imgs} with the
 * faces cut out of them, {@code coords.pkl} with where they were. Frames and places are read; the small faces are not needed.
 *
 * @param frames pictures in the order they are shown
 * @param boxes one for each frame
 */
record LiveTalkingFolder(List<Path> frames, List<PickledBoxes.Box> boxes) {

    private static final long MOST_PICKLE_BYTES = 16L << 20;

    static boolean is(Path path) {
        return Files.isDirectory(path.resolve("full_imgs"));
    }

    static LiveTalkingFolder open(Path folder) {
        Path coords = folder.resolve("coords.pkl");
        try {
            if (!Files.isRegularFile(coords)) {
                throw new PortraitException(folder
                        + " has no coords.pkl: a LiveTalking avatar has full_imgs, face_imgs and" + " coords.pkl");
            }
            if (Files.size(coords) > MOST_PICKLE_BYTES) {
                throw new PortraitException(coords + " is too long");
            }
            List<PickledBoxes.Box> boxes = PickledBoxes.read(coords.toString(), Files.readAllBytes(coords));
            List<Path> frames;
            try (Stream<Path> files = Files.list(folder.resolve("full_imgs"))) {
                frames = files.filter(file -> file.getFileName().toString().matches("(?i).*\\.(png|jpe?g)"))
                        .sorted(Comparator.comparing(LiveTalkingFolder::number)
                                .thenComparing(Comparator.naturalOrder()))
                        .toList();
            }
            if (frames.size() != boxes.size()) {
                throw new PortraitException(folder + " has " + frames.size() + " pictures in full_imgs, but "
                        + boxes.size() + " boxes in coords.pkl");
            }
            return new LiveTalkingFolder(frames, boxes);
        } catch (IOException e) {
            throw new PortraitException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Frames are named by their number, with zeros before it or without. */
    private static BigInteger number(Path frame) {
        String digits = frame.getFileName().toString().replaceAll("\\D", "");
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    /** Frame {@code i}, checked to hold its box. */
    Picture frame(int i) {
        Picture picture = PortraitReader.read(frames.get(i));
        PickledBoxes.Box box = boxes.get(i);
        if (box.right() > picture.width()
                || box.bottom() > picture.height()
                || box.left() >= box.right()
                || box.top() >= box.bottom()) {
            throw new PortraitException("box " + i + " of coords.pkl, " + box + ", is not in " + frames.get(i));
        }
        return picture;
    }
}
