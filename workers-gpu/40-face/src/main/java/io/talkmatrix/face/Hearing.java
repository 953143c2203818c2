package io.talkmatrix.face;

import io.talkmatrix.stage.TimedViseme;
import java.util.List;

/** Finds mouth shapes in the sound of speech that comes without any. Immutable, safe for use from any thread. */
public interface Hearing {

    /** The name of what hears, for events. */
    String model();

    /**
     * Begins to listen to one segment.
     *
     * @param startSamples its first sample's position since the turn began, at 24 kHz
     */
    Listening open(long startSamples);

    /** One segment being heard. Not for use from two threads at once. */
    interface Listening {

        /**
         * Takes the next samples.
         *
         * @param pcm signed 16-bit little-endian mono at 24 kHz, whole samples
         * @return the shapes that are certain now, which is a little later than they sound; in order and without gaps over
         *     all calls, the same however the sound is cut into calls
         */
        List<TimedViseme> add(byte[] pcm);

        /** The segment is over: the shapes of what is left, up to its last sample. */
        List<TimedViseme> finish();
    }
}
