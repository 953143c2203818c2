package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import java.util.List;

/**
 * A portrait cut to frame size around its face.
 *
 * @param picture the frame
 * @param landmarks in pixels of the frame
 * @param crop what was cut from the portrait
 * @param warnings what a person should know, empty if nothing
 */
public record AlignedPortrait(Picture picture, Landmarks landmarks, SquareCrop crop, List<String> warnings) {

    public AlignedPortrait {
        warnings = List.copyOf(warnings);
    }
}
