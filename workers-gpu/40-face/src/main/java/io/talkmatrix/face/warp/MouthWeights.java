package io.talkmatrix.face.warp;

import static io.talkmatrix.face.Curves.clamp;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.MouthTargets;
import io.talkmatrix.stage.Viseme;

/**
 * Turns a pose into weights of the elementary movements. A portrait that smiles with its mouth open speaks with lips
 * brought together first, and with less of the smile, so that visemes apply to a closed mouth. Immutable.
 */
final class MouthWeights {

    /** At least what any feeling asks for. */
    static final float MOST_SMILE = 2.5f;

    static final float MOST_FROWN = 4.5f;

    private static final double SMILING_LIPS = .5;
    private static final double OPEN_JAW = .15;
    private static final double PARTING = .031;
    private static final double ROUND_TIGHTER = .2;
    private static final double SMILING_ROUND_TIGHTER = .35;
    private static final double SMILING_ROUND_EASED = .35;

    private final boolean openPhoto;
    private final double frownTogether;
    /** A mouth that droops needs more of a movement to smile, one that smiles already has less left. */
    private final double smileGain;

    private final double mostSmile;
    private final double mostFrown;

    MouthWeights(LipLine lips) {
        this(
                lips.openPhoto,
                clamp(0, 2, .5 * lips.smile / .022),
                clamp(.4, 1.5, 1.15 - .75 * lips.smile / .04),
                MOST_SMILE,
                MOST_FROWN);
    }

    private MouthWeights(
            boolean openPhoto, double frownTogether, double smileGain, double mostSmile, double mostFrown) {
        this.openPhoto = openPhoto;
        this.frownTogether = frownTogether;
        this.smileGain = smileGain;
        this.mostSmile = mostSmile;
        this.mostFrown = mostFrown;
    }

    /** The same for a face that can smile and frown only so far. */
    MouthWeights within(double smile, double frown) {
        return new MouthWeights(openPhoto, frownTogether, smileGain, smile, frown);
    }

    /** Weights of a single shape, without preparation of the portrait. */
    float[] of(Viseme viseme) {
        float[] weights = new float[MouthBasis.COUNT];
        fill(MouthTargets.pose(viseme), weights);
        return weights;
    }

    /** Writes one weight for each {@link MouthBasis}. */
    void fill(FacePose pose, float[] weights) {
        double speaking = openPhoto ? pose.get(Channel.SPEAKING) : 0;
        double together = openPhoto ? Math.min(1, Math.max(speaking, pose.get(Channel.CLOSE))) : 0;
        double jaw = pose.get(Channel.JAW);
        double lips = 1 - (1 - SMILING_LIPS) * speaking;
        double round = clamp(0, 1, pose.get(Channel.ROUND));
        double opening = openPhoto
                ? jaw * (1 + speaking * (smilingJaw(jaw) * (1 - SMILING_ROUND_TIGHTER * round) - 1))
                : closedJaw(jaw, 1 - pose.get(Channel.LIP_TO_TEETH), round);
        set(weights, MouthBasis.JAW, opening);
        set(weights, MouthBasis.UPPER_LIP, lips * pose.get(Channel.UPPER_LIP));
        set(weights, MouthBasis.LOWER_LIP, lips * pose.get(Channel.LOWER_LIP));
        set(weights, MouthBasis.WIDE, pose.get(Channel.WIDE) - .015 * together);
        set(weights, MouthBasis.ROUND, pose.get(Channel.ROUND));
        set(weights, MouthBasis.PRESS, pose.get(Channel.PRESS));
        set(weights, MouthBasis.LIP_TO_TEETH, pose.get(Channel.LIP_TO_TEETH));
        double smile = pose.get(Channel.SMILE) * (smileGain + Math.max(0, 1 - smileGain) * together);
        set(weights, MouthBasis.SMILE, Math.min(mostSmile, smile));
        set(weights, MouthBasis.FROWN, Math.min(mostFrown, pose.get(Channel.FROWN) + together * frownTogether));
        set(weights, MouthBasis.CLOSE, together);
        easeRound(weights);
    }

    /** A mouth that smiles in the photo and is to smile besides rounds less: both at once would fold its corners. */
    void easeRound(float[] weights) {
        if (openPhoto) {
            weights[MouthBasis.ROUND.ordinal()] *=
                    (float) (1 - SMILING_ROUND_EASED * clamp(0, 1, weights[MouthBasis.SMILE.ordinal()]));
        }
    }

    /**
     * The wide mouth of a smile shows its whole row of teeth as soon as it parts, and little more when it opens far: it opens
     * less for consonants and a little more for open vowels.
     */
    private static double smilingJaw(double jaw) {
        return .58 + .52 * clamp(0, 1, jaw / OPEN_JAW);
    }

    /**
     * Lips that are closed in the photo must part by a little before anyone sees it: small openings are made larger, a closed
     * mouth and a wide one stay what they are, and so does the lip on the teeth. Rounded lips show a small opening well.
     */
    private static double closedJaw(double jaw, double free, double round) {
        double small = clamp(0, 1, jaw / .04) * clamp(0, 1, 1 - jaw / (OPEN_JAW + .01));
        return jaw * (1 - ROUND_TIGHTER * round) + PARTING * (1 - round) * clamp(0, 1, free) * small;
    }

    private static void set(float[] weights, MouthBasis basis, double value) {
        weights[basis.ordinal()] = (float) value;
    }
}
