package io.talkmatrix.media.live;

import io.talkmatrix.media.live.FragmentedMp4.Run;
import io.talkmatrix.media.live.FragmentedMp4.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * A room's pictures that were not sent yet. How long a picture lasts is known when the next one comes, so the newest one
 * stays back. For one thread.
 */
final class VideoTrack {

    /** 1 ms: what a picture lasts that is there only to be decoded. */
    private static final int HIDDEN = 24;

    private final List<Sample> ready = new ArrayList<>();
    private long readyStart;
    private byte[] newest;
    private boolean newestSync;
    private long newestAt = -1;
    private long settledUntil;
    private boolean joins;

    /** @param picture its time is moved to the end of what was sent if it is the first after {@link #drop} */
    void add(Step.Picture picture) {
        long at = joins ? unsentFrom() : Math.max(picture.at(), newestAt + 1);
        joins = false;
        for (int i = 0; i < picture.units().size(); i++) {
            endsAt(at + (long) i * HIDDEN);
            newest = AnnexB.toLengths(picture.units().get(i));
            newestSync = i == 0 && picture.decodableAlone();
            newestAt = at + (long) i * HIDDEN;
        }
    }

    /** The newest picture lasts until then, if it is not over yet. */
    void endsAt(long until) {
        if (newest != null) {
            if (ready.isEmpty()) {
                readyStart = newestAt;
            }
            settledUntil = Math.max(newestAt + 1, until);
            ready.add(new Sample((int) (settledUntil - newestAt), newest, newestSync));
            newest = null;
        }
    }

    /** Forgets what was not sent; the next picture takes its time. */
    void drop() {
        long from = unsentFrom();
        ready.clear();
        newest = null;
        newestAt = from - 1;
        settledUntil = from;
        joins = true;
    }

    /** Time of the first picture that was not sent. */
    long unsentFrom() {
        return !ready.isEmpty() ? readyStart : newest != null ? newestAt : settledUntil;
    }

    /** Takes out what is to be sent. */
    Run take() {
        Run run = new Run(readyStart, List.copyOf(ready));
        ready.clear();
        return run;
    }
}
