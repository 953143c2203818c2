package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;

/** Follows a face through frames. Safe for use from any thread. */
public interface FaceTracker extends PortraitAligner {

    /** Landmarks of a later frame of the same face, in a crop fixed by {@code reference} so that it does not jitter. */
    Landmarks track(Picture frame, Landmarks reference);
}
