package io.talkmatrix.media.push;

import io.talkmatrix.media.live.AnnexB;
import io.talkmatrix.media.live.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts pictures that come when they are ready on a grid of 40 ms, one each: a picture goes to the nearest place, so it moves
 * by 20 ms at most; where there is none, the last one is held. A picture that was passed over is needed to decode its
 * successors, so these come one place later until a picture that needs none begins anew; after a held picture nothing but
 * such a one can follow. Pure; for one thread.
 */
final class ConstantRate {

    private static final int HALF = Packet.PICTURE_SAMPLES / 2;
    /** What lags behind by more is left out: the mouth would be 160 ms late. */
    private static final int MOST_WAITING = 3;

    private record Unit(byte[] data, boolean key) {}

    private final Deque<Unit> waiting = new ArrayDeque<>();
    private AnnexB.Parameters parameters;
    private Standstill standstill;
    private long next;
    private int frameNumber;
    /** True if a picture that needs those before it can come next. */
    private boolean follows;

    private long held;
    private long left;

    /**
     * Takes pictures in order of their time.
     *
     * @param until stream position up to which all pictures are known
     */
    void add(List<Step.Picture> pictures, long until, List<Packet> into) {
        for (Step.Picture picture : pictures) {
            fill(Math.floorDiv(picture.at() + HALF, Packet.PICTURE_SAMPLES), into);
            put(picture);
        }
        fill(Math.floorDiv(until - 1 + HALF, Packet.PICTURE_SAMPLES), into);
    }

    private void put(Step.Picture picture) {
        if (picture.decodableAlone()) {
            left += waiting.size();
            waiting.clear();
            follows = true;
        } else if (!follows) {
            left += picture.units().size();
            return;
        }
        boolean key = picture.decodableAlone();
        for (byte[] unit : picture.units()) {
            waiting.add(new Unit(unit, key));
            key = false;
        }
        if (waiting.size() > MOST_WAITING) {
            Unit first = waiting.pollFirst();
            left += waiting.size() + (first.key() ? 0 : 1);
            waiting.clear();
            follows = false;
            if (first.key()) {
                waiting.add(first);
            }
        }
    }

    /** Fills the places before {@code place}. */
    private void fill(long place, List<Packet> into) {
        while (next < place) {
            Unit unit = waiting.pollFirst();
            if (unit != null) {
                show(unit, into);
            } else {
                hold(into);
            }
            next++;
        }
    }

    private void show(Unit unit, List<Packet> into) {
        if (unit.key()) {
            Optional<AnnexB.Parameters> found = AnnexB.parameters(unit.data());
            if (found.isPresent() && (parameters == null || !parameters.same(found.get()))) {
                parameters = found.get();
                standstill = Standstill.of(parameters).orElse(null);
            }
            frameNumber = 0;
        } else if (standstill != null) {
            frameNumber = standstill.frameNumber(unit.data());
        }
        into.add(new Packet.Picture(next, unit.data(), unit.key()));
    }

    private void hold(List<Packet> into) {
        follows = false;
        if (standstill != null) {
            into.add(new Packet.Picture(next, standstill.picture(++frameNumber), false));
            held++;
        }
    }

    /** Format of the pictures; null before the first one. */
    AnnexB.Parameters parameters() {
        return parameters;
    }

    /** Places at which the last picture was shown once more. */
    long held() {
        return held;
    }

    /** Pictures that were not shown. */
    long left() {
        return left;
    }
}
