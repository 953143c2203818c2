package io.talkmatrix.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a host looks while it says nothing, coded like talking frames: a loop of {@link #LOOP_FRAMES} that begins and ends in
 * the rest pose, with breath, blinks and a head that is never quite still; short ways back to the rest pose from every
 * {@link #SETTLE_EVERY}th frame of it; and the rest pose held. Equal avatars, coders and seeds give equal clips.
 *
 * @param width pixels
 * @param height pixels
 * @param loop the loop
 * @param rest the rest pose for a second
 * @param settles by the frame of the loop they follow
 */
public record IdleClips(int width, int height, List<Coded> loop, List<Coded> rest, Map<Integer, List<Coded>> settles) {

    /** Ten seconds. */
    public static final int LOOP_FRAMES = 10 * FaceScript.FRAMES_PER_SECOND;

    /** As often as talking frames begin a group. */
    public static final int SETTLE_EVERY = FaceTurn.GROUP_FRAMES;

    /** 240 ms. */
    public static final int SETTLE_FRAMES = 6;

    private static final double EASE_SECONDS = 1;
    private static final int EASE_FRAMES = (int) (EASE_SECONDS * FaceScript.FRAMES_PER_SECOND);

    /**
     * A coded frame.
     *
     * @param data access unit
     * @param first true if it needs none before it
     */
    public record Coded(byte[] data, boolean first) {}

    /** Renders about 550 frames: seconds of work, with the interrupt flag looked at before each. */
    public static IdleClips render(FaceEngine engine, Avatar avatar, FrameCoder.Factory coders, long seed)
            throws InterruptedException {
        try (FaceSession face = engine.open(avatar, Liveliness.full(seed));
                FrameCoder coder = coders.open(face.width(), face.height())) {
            int[] argb = new int[face.width() * face.height()];
            double end = (double) LOOP_FRAMES / FaceScript.FRAMES_PER_SECOND;
            FaceScript script = new FaceScript().calm(EASE_SECONDS, LOOP_FRAMES - EASE_FRAMES);
            script.endsAt(end - EASE_SECONDS, end);
            List<Coded> loop = new ArrayList<>();
            for (int i = 0; i < LOOP_FRAMES; i++) {
                loop.add(frame(face, coder, script, i, argb, i % FaceScript.FRAMES_PER_SECOND == 0));
            }
            List<Coded> rest = new ArrayList<>();
            for (int i = 0; i < FaceScript.FRAMES_PER_SECOND; i++) {
                rest.add(new Coded(coder.code(avatar.rest().argb(), i == 0), i == 0));
            }
            Map<Integer, List<Coded>> settles = new TreeMap<>();
            for (int from = SETTLE_EVERY - 1; from < LOOP_FRAMES - EASE_FRAMES; from += SETTLE_EVERY) {
                settles.put(from, settle(face, coder, from, argb));
            }
            return new IdleClips(face.width(), face.height(), loop, rest, settles);
        }
    }

    private static List<Coded> settle(FaceSession face, FrameCoder coder, int from, int[] argb)
            throws InterruptedException {
        FaceScript script = new FaceScript().calm(EASE_SECONDS, from);
        script.endsAt(FaceScript.timeOf(from), FaceScript.timeOf(from + SETTLE_FRAMES));
        List<Coded> clip = new ArrayList<>();
        for (int i = 1; i <= SETTLE_FRAMES; i++) {
            clip.add(frame(face, coder, script, from + i, argb, i == 1));
        }
        return clip;
    }

    private static Coded frame(
            FaceSession face, FrameCoder coder, FaceScript script, int frame, int[] argb, boolean first)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("idle clips are not rendered to their end");
        }
        face.render(script, frame, argb);
        return new Coded(coder.code(argb, first), first);
    }
}
