package io.talkmatrix.face.pack;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Landmarks;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A clip on disk, {@code clip.bin}: the order its frames are shown in, then each frame's landmarks and JPEG. */
final class ClipFile {

    private static final int MAGIC = 0x544d434c; // "TMCL"
    private static final int MOST_FRAMES = 1_000;
    private static final int MOST_FRAME_BYTES = 1 << 20;

    private ClipFile() {}

    static void write(AvatarSource.Clip clip, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(MAGIC);
            out.writeInt(clip.frames().size());
            out.writeInt(clip.order().length);
            for (int frame : clip.order()) {
                out.writeInt(frame);
            }
            for (int i = 0; i < clip.frames().size(); i++) {
                for (double value : clip.landmarks().get(i).xy()) {
                    out.writeFloat((float) value);
                }
                out.writeInt(clip.frames().get(i).length);
                out.write(clip.frames().get(i));
            }
        }
    }

    static AvatarSource.Clip read(String name, Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("clip.bin is no clip");
            }
            int frames = bounded(in.readInt(), MOST_FRAMES, "frames");
            int[] order = new int[bounded(in.readInt(), 2 * MOST_FRAMES, "steps")];
            for (int i = 0; i < order.length; i++) {
                order[i] = in.readInt();
            }
            List<byte[]> pictures = new ArrayList<>(frames);
            List<Landmarks> landmarks = new ArrayList<>(frames);
            for (int i = 0; i < frames; i++) {
                double[] xy = new double[2 * Landmarks.POINTS];
                for (int k = 0; k < xy.length; k++) {
                    xy[k] = in.readFloat();
                }
                landmarks.add(new Landmarks(xy));
                byte[] jpeg = new byte[bounded(in.readInt(), MOST_FRAME_BYTES, "bytes of a frame")];
                in.readFully(jpeg);
                pictures.add(jpeg);
            }
            return new AvatarSource.Clip(name, pictures, landmarks, order);
        }
    }

    private static int bounded(int count, int most, String what) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    "clip.bin has " + count + " " + what + ", 1 to " + most + " are possible");
        }
        return count;
    }
}
