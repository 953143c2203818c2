package io.talkmatrix.media.push;

import io.talkmatrix.media.live.AnnexB;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes a coded picture of a few bytes that shows the one before it once more, for streams that must have a picture in each
 * 40 ms: a slice whose macroblocks are all skipped (ISO 14496-10 clause 7.3). Only for what OpenH264 writes here: CAVLC, one
 * reference picture, output order by frame number, one slice a picture. Immutable.
 */
final class Standstill {

    private static final int BASELINE = 66;
    private static final int NAL_REFERENCE_SLICE = 0x61;
    private static final int ORDER_BY_FRAME_NUMBER = 2;

    private final int frameNumberBits;
    private final int macroblocks;
    private final boolean deblockingControl;

    private Standstill(int frameNumberBits, int macroblocks, boolean deblockingControl) {
        this.frameNumberBits = frameNumberBits;
        this.macroblocks = macroblocks;
        this.deblockingControl = deblockingControl;
    }

    /** Empty if pictures with these parameters cannot be held this way. */
    static Optional<Standstill> of(AnnexB.Parameters parameters) {
        Bits sequence = Bits.of(parameters.sequence());
        boolean baseline = sequence.read(8) == BASELINE;
        sequence.read(16);
        sequence.readGolomb();
        if (!baseline) {
            return Optional.empty();
        }
        int frameNumberBits = sequence.readGolomb() + 4;
        if (sequence.readGolomb() != ORDER_BY_FRAME_NUMBER) {
            return Optional.empty();
        }
        sequence.readGolomb();
        sequence.read(1);
        int macroblocks = (sequence.readGolomb() + 1) * (sequence.readGolomb() + 1);
        boolean frames = sequence.read(1) == 1;

        Bits picture = Bits.of(parameters.picture());
        picture.readGolomb();
        picture.readGolomb();
        boolean cabac = picture.read(1) == 1;
        boolean fieldOrder = picture.read(1) == 1;
        boolean sliceGroups = picture.readGolomb() > 0;
        if (!frames || cabac || fieldOrder || sliceGroups) {
            return Optional.empty();
        }
        picture.readGolomb();
        picture.readGolomb();
        boolean weighted = picture.read(1) == 1;
        picture.read(2);
        picture.readGolomb();
        picture.readGolomb();
        picture.readGolomb();
        boolean deblockingControl = picture.read(1) == 1;
        picture.read(1);
        boolean redundant = picture.read(1) == 1;
        return weighted || redundant
                ? Optional.empty()
                : Optional.of(new Standstill(frameNumberBits, macroblocks, deblockingControl));
    }

    /** The frame number of a coded picture; 0 if it is a key. */
    int frameNumber(byte[] unit) {
        return AnnexB.slice(unit)
                .map(slice -> {
                    Bits bits = Bits.of(slice.length > 32 ? Arrays.copyOf(slice, 32) : slice);
                    bits.readGolomb();
                    bits.readGolomb();
                    bits.readGolomb();
                    return bits.read(frameNumberBits);
                })
                .orElse(0);
    }

    /** The access unit that repeats what was shown before. */
    byte[] picture(int frameNumber) {
        Bits slice = Bits.empty();
        slice.writeGolomb(0).writeGolomb(0).writeGolomb(0);
        slice.write(frameNumber & (1 << frameNumberBits) - 1, frameNumberBits);
        // One reference picture, in the usual order, kept by sliding window.
        slice.write(1, 1).writeGolomb(0).write(0, 1).write(0, 1);
        slice.writeGolomb(0);
        if (deblockingControl) {
            slice.writeGolomb(1);
        }
        slice.writeGolomb(macroblocks);
        return AnnexB.unitOf(slice.toNal(NAL_REFERENCE_SLICE));
    }
}
