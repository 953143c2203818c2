package io.talkmatrix.face.scene;

import io.talkmatrix.stage.Scene.Layout;
import java.awt.Rectangle;

/**
 * Where things go in a layout, pixels of the frame. The host's square may reach beyond the frame: what is outside is not
 * seen.
 *
 * @param host the host's square
 * @param product room for the product's picture
 * @param logo room for the logo
 * @param subtitles room for two lines of text, filled from below; leaves the lower right corner to the AI mark
 * @param text height of a letter
 */
record Places(Rectangle host, Rectangle product, Rectangle logo, Rectangle subtitles, int text) {

    static Places of(Layout layout) {
        return switch (layout) {
            case FACE ->
                new Places(
                        new Rectangle(0, 0, 512, 512),
                        new Rectangle(360, 16, 136, 136),
                        new Rectangle(16, 16, 120, 44),
                        new Rectangle(56, 400, 400, 96),
                        22);
            case PORTRAIT ->
                new Places(
                        new Rectangle(-80, 400, 880, 880),
                        new Rectangle(428, 72, 252, 252),
                        new Rectangle(40, 72, 220, 88),
                        new Rectangle(48, 974, 624, 190),
                        38);
            case LANDSCAPE ->
                new Places(
                        new Rectangle(60, 0, 720, 720),
                        new Rectangle(824, 190, 388, 340),
                        new Rectangle(1000, 44, 220, 80),
                        new Rectangle(240, 560, 800, 128),
                        34);
            case SQUARE ->
                new Places(
                        new Rectangle(0, 0, 720, 720),
                        new Rectangle(508, 28, 184, 184),
                        new Rectangle(28, 28, 180, 68),
                        new Rectangle(76, 560, 568, 132),
                        32);
        };
    }
}
