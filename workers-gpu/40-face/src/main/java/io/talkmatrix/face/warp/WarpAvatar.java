package io.talkmatrix.face.warp;

import io.talkmatrix.face.Avatar;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A portrait with everything solved that its frames need. About 12 MB. Immutable, shared by rooms. */
public final class WarpAvatar implements Avatar {

    /** Width and height of every frame, pixels. */
    public static final int SIZE = 512;

    private static final double TURNED = .25;
    private static final double LEAST_UNIT = 40;
    private static final double BROWS_BEHIND_GLASSES = .3;
    private static final double EYES_BEHIND_GLASSES = .6;

    private final String name;
    private final Picture rest;
    private final Landmarks landmarks;
    private final List<String> warnings;
    private final Map<Viseme, Float> reach = new EnumMap<>(Viseme.class);
    final LocalFrame frame;
    final LipLine lips;
    final LayerMasks masks;
    final MouthField mouth;
    final MouthWeights weights;
    final InnerMouth inner;
    final FieldGrid brows;
    final FieldGrid eyes;
    final HeadField head;
    final List<Eyelid> lids;
    final List<FieldGrid> gaze;
    final FaceFolds folds;
    final Shading smile;

    private WarpAvatar(String name, Picture rest, Landmarks landmarks, List<String> warnings) {
        this.name = name;
        this.rest = rest;
        this.landmarks = landmarks;
        frame = new LocalFrame(landmarks);
        Landmarks local = frame.local(landmarks);
        lips = new LipLine(rest, frame, local);
        masks = new LayerMasks(rest, frame, lips, landmarks);
        mouth = new MouthField(landmarks, frame, local, lips, SIZE);
        inner = new InnerMouth(rest, frame, lips, masks, landmarks);
        boolean glasses = Glasses.worn(rest, frame, local);
        brows = BrowField.solve(landmarks, frame, local, SIZE, glasses ? BROWS_BEHIND_GLASSES : 1);
        eyes = EyeField.solve(landmarks, frame, local, SIZE, glasses ? EYES_BEHIND_GLASSES : 1);
        head = new HeadField(landmarks, frame.unit, SIZE);
        lids = List.of(
                new Eyelid(rest, frame, landmarks, local, FacePoints.LEFT_EYE),
                new Eyelid(rest, frame, landmarks, local, FacePoints.RIGHT_EYE));
        gaze = List.of(
                GazeField.of(landmarks, frame, local, FacePoints.LEFT_EYE, SIZE),
                GazeField.of(landmarks, frame, local, FacePoints.RIGHT_EYE, SIZE));
        folds = new FaceFolds(local, frame, mouth.upper, SIZE);
        smile = SmileFolds.of(rest, local, frame, lips, mouth.upper);
        List<String> all = new ArrayList<>(warnings);
        MouthWeights free = new MouthWeights(lips);
        FoldGuard guard = new FoldGuard(mouth, masks, free);
        weights = free.within(
                guard.most(MouthBasis.SMILE, MouthWeights.MOST_SMILE),
                guard.most(MouthBasis.FROWN, MouthWeights.MOST_FROWN));
        float least = 1;
        for (Viseme viseme : Viseme.values()) {
            float far = guard.reach(viseme);
            reach.put(viseme, far);
            least = Math.min(least, far);
        }
        double yaw = frame.yaw(landmarks);
        if (Math.abs(yaw) > TURNED) {
            all.add(String.format(
                    "the head in %s is turned (%.2f, at most %.2f is good): the mouth will move less",
                    name, yaw, TURNED));
        }
        if (least < .5) {
            all.add(String.format(
                    "the mouth in %s can open only to %.0f %% without tearing the picture", name, 100 * least));
        }
        this.warnings = List.copyOf(all);
    }

    /**
     * An avatar from a picture whose landmarks are known.
     *
     * @param picture {@link #SIZE} pixels square
     * @param landmarks in pixels of the picture
     * @param warnings to start with
     * @throws PortraitException the picture has another size or the landmarks are no face
     */
    public static WarpAvatar withKnownLandmarks(
            String name, Picture picture, Landmarks landmarks, List<String> warnings) {
        if (picture.width() != SIZE || picture.height() != SIZE) {
            throw new PortraitException("a frame of " + name + " must be " + SIZE + "x" + SIZE + " pixels, not "
                    + picture.width() + "x" + picture.height());
        }
        double unit = landmarks.eyeSpan();
        if (unit < LEAST_UNIT) {
            throw new PortraitException(String.format(
                    "the face in %s is too small: %.0f pixels between the eyes' outer corners, at least %.0f needed",
                    name, unit, LEAST_UNIT));
        }
        try {
            return new WarpAvatar(name, picture, landmarks, warnings);
        } catch (IllegalStateException e) {
            throw new PortraitException("the face in " + name + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Picture rest() {
        return rest;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public float reach(Viseme viseme) {
        return reach.get(viseme);
    }

    /** In pixels of {@link #rest}. */
    public Landmarks landmarks() {
        return landmarks;
    }

    /** The part of a frame that can change while only mouth and jaw move: left, top, width and height, pixels. */
    public int[] mouthRegion() {
        FieldGrid box = mouth.upper;
        return new int[] {
            box.leftPixel(), box.topPixel(), box.rightPixel() - box.leftPixel(), box.bottomPixel() - box.topPixel()
        };
    }

    /** True if the portrait shows its teeth. */
    public boolean openPhoto() {
        return lips.openPhoto;
    }
}
