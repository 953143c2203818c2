package io.talkmatrix.media.live;

import io.talkmatrix.media.live.AvatarPack.Unit;
import java.util.List;

/**
 * The host between turns, frame by frame: the pack's loop over and over; on request back to the rest pose, from which a
 * talking frame follows without a jump, and held there for a while. Every change of clip happens in the rest pose. Pure; not
 * thread-safe.
 */
final class IdleLoop {

    private AvatarPack pack;
    private AvatarPack next;
    private List<Unit> clip;
    private int position;
    private boolean looping = true;
    private boolean wantsRest;

    IdleLoop(AvatarPack pack) {
        this.pack = pack;
        this.clip = pack.loop();
    }

    AvatarPack pack() {
        return pack;
    }

    /** Another pack from the next time the host is at rest. */
    void swap(AvatarPack other) {
        next = other.version().equals(pack.version()) ? null : other;
    }

    /** Go to the rest pose at the next chance: a turn is about to begin. */
    void settle() {
        wantsRest = true;
    }

    /** Begins anew in the rest pose, after talking frames. */
    void restart() {
        wantsRest = false;
        loop();
    }

    /** The next frame; the first after {@link #restart} and the first of each clip needs none before it. */
    Unit next() {
        if (looping && wantsRest && position > 0 && pack.settles().containsKey(position - 1)) {
            play(pack.settles().get(position - 1), false);
        }
        if (position == clip.size()) {
            atRest();
        } else if (looping && position == 0 && wantsRest) {
            atRest();
        }
        return clip.get(position++);
    }

    private void atRest() {
        if (wantsRest && !pack.rest().isEmpty() && next == null) {
            wantsRest = false;
            play(pack.rest(), false);
        } else {
            wantsRest &= next != null && !next.rest().isEmpty();
            loop();
        }
    }

    private void loop() {
        if (next != null) {
            pack = next;
            next = null;
        }
        play(pack.loop(), true);
    }

    private void play(List<Unit> what, boolean isLoop) {
        clip = what;
        position = 0;
        looping = isLoop;
    }
}
