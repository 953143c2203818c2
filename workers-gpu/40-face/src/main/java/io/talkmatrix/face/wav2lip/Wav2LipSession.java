package io.talkmatrix.face.wav2lip;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.Choreography;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.face.network.BatchedNetwork;
import io.talkmatrix.face.patch.ColourOrder;
import io.talkmatrix.face.restore.FaceRestorer;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.face.warp.WarpSession;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Frames of one turn: the warp engine moves head, eyes and brows of the portrait with its mouth at rest; what lies in the
 * face's rectangle goes to the generator with its lower half blacked out, and whole, beside 0.2 s of sound; what it draws is
 * blended over the lower face. Frames asked for {@link #ahead} are made together. About 15 MB of buffers. Not thread-safe.
 */
final class Wav2LipSession implements FaceSession {

    private static final int PIXELS = WarpAvatar.SIZE * WarpAvatar.SIZE;
    private static final int MEL_VALUES = MelTrack.BANDS * MelTrack.WINDOW;

    /** What moves a mouth; the network draws that. */
    private static final List<Channel> MOUTH = List.of(
            Channel.JAW,
            Channel.UPPER_LIP,
            Channel.LOWER_LIP,
            Channel.WIDE,
            Channel.ROUND,
            Channel.PRESS,
            Channel.LIP_TO_TEETH,
            Channel.TONGUE,
            Channel.SMILE,
            Channel.FROWN,
            Channel.CLOSE,
            Channel.SPEAKING);

    private final Wav2LipAvatar avatar;
    private final WarpSession head;
    private final Choreography choreography;
    private final String room;
    private final BatchedNetwork generator;
    private final int size;
    private final Optional<FaceRestorer> restorer;
    private final FacePose pose = new FacePose();
    private final List<int[]> made = new ArrayList<>();
    private float[] presence = {};
    private float[] mel = {};
    private float[] faces = {};
    private FaceScript madeFor;
    private int firstMade;
    private int madeCount;
    private MelTrack heard;

    Wav2LipSession(
            Wav2LipAvatar avatar,
            WarpFaceEngine heads,
            Liveliness liveliness,
            String room,
            BatchedNetwork generator,
            int size,
            Optional<FaceRestorer> restorer) {
        this.avatar = avatar;
        this.head = (WarpSession) heads.open(avatar.head, liveliness);
        this.choreography = new Choreography(avatar.head, liveliness);
        this.room = room;
        this.generator = generator;
        this.size = size;
        this.restorer = restorer;
    }

    @Override
    public int width() {
        return WarpAvatar.SIZE;
    }

    @Override
    public int height() {
        return WarpAvatar.SIZE;
    }

    @Override
    public int lookaheadSamples() {
        return MelTrack.lookaheadSamples();
    }

    @Override
    public void ahead(FaceScript script, int first, int count, Cancellation cancellation) throws InterruptedException {
        madeCount = 0;
        madeFor = script;
        firstMade = first;
        reserve(count);
        if (heard == null || heard.sound() != script.sound()) {
            heard = new MelTrack(script.sound());
        }
        int[] drawn = new int[count];
        int draws = 0;
        for (int i = 0; i < count; i++) {
            choreography.pose(script, first + i, pose);
            presence[i] = Presence.of(script, pose.get(Channel.SPEAKING), first + i);
            MOUTH.forEach(channel -> pose.set(channel, 0));
            head.render(pose, FaceScript.timeOf(first + i), made.get(i));
            if (presence[i] > 0) {
                show(made.get(i), draws);
                heard.window(first + i, mel, draws * MEL_VALUES);
                drawn[draws++] = i;
            }
        }
        if (draws > 0) {
            draw(Arrays.copyOf(drawn, draws), cancellation);
        }
        madeCount = count;
    }

    private void reserve(int count) {
        while (made.size() < count) {
            made.add(new int[PIXELS]);
        }
        if (presence.length < count) {
            presence = new float[count];
            mel = new float[count * MEL_VALUES];
            faces = new float[count * 6 * size * size];
        }
    }

    /** Blue, green, red of the face with its lower half black, then of the whole face. */
    private void show(int[] frame, int place) {
        int plane = size * size;
        int masked = place * 6 * plane;
        int whole = masked + 3 * plane;
        avatar.face.cut(frame, WarpAvatar.SIZE, ColourOrder.BLUE_FIRST, 1, 0, faces, whole);
        int upper = size / 2 * size;
        for (int c = 0; c < 3; c++) {
            int at = masked + c * plane;
            System.arraycopy(faces, whole + c * plane, faces, at, upper);
            Arrays.fill(faces, at + upper, at + plane, 0);
        }
    }

    private void draw(int[] drawn, Cancellation cancellation) throws InterruptedException {
        float[] pictures = generator.run(room, drawn.length, List.of(mel, faces), cancellation);
        List<int[]> frames = new ArrayList<>();
        float[] strengths = new float[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            int[] frame = made.get(drawn[i]);
            strengths[i] = presence[drawn[i]];
            avatar.face.paste(
                    pictures,
                    i * 3 * size * size,
                    ColourOrder.BLUE_FIRST,
                    1,
                    0,
                    avatar.mask,
                    strengths[i],
                    frame,
                    WarpAvatar.SIZE);
            frames.add(frame);
        }
        if (restorer.isPresent()) {
            restorer.get()
                    .restore(room, frames, WarpAvatar.SIZE, avatar.restored, avatar.mask, strengths, cancellation);
        }
    }

    @Override
    public void render(FaceScript script, int frame, int[] argb) {
        int index = frame - firstMade;
        if (script != madeFor || index < 0 || index >= madeCount) {
            alone(script, frame);
            index = 0;
        }
        System.arraycopy(made.get(index), 0, argb, 0, PIXELS);
    }

    private void alone(FaceScript script, int frame) {
        try {
            ahead(script, frame, 1, Cancellation.none());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    @Override
    public void close() {
        head.close();
    }
}
