package io.talkmatrix.media.live;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a host looks while it says nothing: coded once by the face stage, looped by every sink. Immutable, shared by all
 * rooms that show it.
 *
 * @param version changes with the content
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond of all clips
 * @param loop begins and ends in the rest pose; begins with a frame that needs none before it, as does each second of it
 * @param rest the rest pose held for a second; may be empty
 * @param settles ways back to the rest pose: the clip under key i follows frame i of the loop; may be empty
 */
public record AvatarPack(
        String version,
        int width,
        int height,
        int framesPerSecond,
        List<Unit> loop,
        List<Unit> rest,
        Map<Integer, List<Unit>> settles) {

    /**
     * A coded frame.
     *
     * @param data Annex B access unit; treat as immutable
     * @param key true if it needs none before it
     */
    public record Unit(byte[] data, boolean key) {}

    public AvatarPack {
        loop = List.copyOf(loop);
        rest = List.copyOf(rest);
        Map<Integer, List<Unit>> copy = new TreeMap<>();
        settles.forEach((from, clip) -> copy.put(from, begins(clip, "way back from " + from)));
        settles = Map.copyOf(copy);
        begins(loop, "loop");
        if (!rest.isEmpty()) {
            begins(rest, "rest");
        }
    }

    private static List<Unit> begins(List<Unit> clip, String what) {
        if (clip.isEmpty() || !clip.get(0).key()) {
            throw new IllegalArgumentException(
                    "the " + what + " of an avatar pack must begin with a frame that needs none before it");
        }
        return List.copyOf(clip);
    }

    /** Bytes of all frames. */
    public long bytes() {
        long sum = size(loop) + size(rest);
        for (List<Unit> clip : settles.values()) {
            sum += size(clip);
        }
        return sum;
    }

    private static long size(List<Unit> clip) {
        return clip.stream().mapToLong(unit -> unit.data().length).sum();
    }
}
