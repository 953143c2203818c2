package io.talkmatrix.face.warp;

import io.talkmatrix.face.FacePose;
import io.talkmatrix.stage.Lighting;
import java.nio.file.Path;
import java.util.Optional;

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

    /** Where sessions get the light of their rooms from. Safe for use from any thread. */
    @FunctionalInterface
    interface Source {

        /**
         * The light of one turn.
         *
         * @param product the picture whose colour the light may follow
         * @param startMillis when the turn began, ms since the epoch
         */
        Shading of(WarpAvatar avatar, Lighting lighting, Optional<Path> product, long startMillis);

        /** Every face in the light of its portrait. */
        static Source none() {
            return (avatar, lighting, product, startMillis) -> Shading.none();
        }
    }

    /** The light of the portrait. */
    static Shading none() {
        return (pose, seconds, grid) -> false;
    }
}
