package io.talkmatrix.media.live;

import java.util.ArrayList;
import java.util.List;

/** A step in the making. Not thread-safe. */
final class StepBuilder {

    final long at;
    final byte[] pcm;
    private final List<Step.Voice> voice = new ArrayList<>(2);
    private final List<Step.Picture> pictures = new ArrayList<>(2);
    private final List<Notice> notices = new ArrayList<>(2);
    private boolean sound;

    StepBuilder(long at, int samples) {
        this.at = at;
        this.pcm = new byte[2 * samples];
    }

    int samples() {
        return pcm.length / 2;
    }

    /** Puts samples at a position of this step. */
    void put(int position, byte[] samples, int from, int count) {
        System.arraycopy(samples, 2 * from, pcm, 2 * position, 2 * count);
        sound = true;
    }

    void add(Step.Voice run) {
        voice.add(run);
    }

    void add(Step.Picture picture) {
        pictures.add(picture);
    }

    void add(Notice notice) {
        notices.add(notice);
    }

    Step build() {
        return new Step(at, pcm, !sound, voice, pictures, notices);
    }
}
