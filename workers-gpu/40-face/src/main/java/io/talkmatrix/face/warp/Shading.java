package io.talkmatrix.face.warp;

import io.talkmatrix.face.FacePose;

/**
 * Light on a face, decided anew for each frame: folds that deepen with a smile, or lamps that move. Several may shade one
 * frame; their factors multiply. The result must depend on its arguments alone, so that a frame rendered twice is the same.
 */
public interface Shading {

    /**
     * Shades one frame.
     *
     * @param pose of the frame
     * @param seconds since the turn began
     * @param grid receives factors by {@link ShadeGrid#multiply}
     * @return false if nothing was shaded; the frame then costs nothing more
     */
    boolean shade(FacePose pose, double seconds, ShadeGrid grid);

    /** The light of the portrait. */
    static Shading none() {
        return (pose, seconds, grid) -> false;
    }
}
