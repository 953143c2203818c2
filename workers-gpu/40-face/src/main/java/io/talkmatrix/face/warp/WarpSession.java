package io.talkmatrix.face.warp;

import static io.talkmatrix.face.warp.FieldGrid.STEP;
import static io.talkmatrix.face.warp.WarpAvatar.SIZE;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.Choreography;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;
import io.talkmatrix.stage.Lighting;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Renders the frames of one avatar: adds up the displacement bases, inverts them on the frame grid together with the head's
 * motion, draws upper layer, lower layer and inner mouth in one resampling, and shades the result. About 6 MB of buffers,
 * nothing is allocated per frame. Not thread-safe.
 */
public final class WarpSession implements FaceSession {

    private static final int COLUMNS = SIZE / STEP + 1;
    private static final double BAND_PIXELS = 8;

    private final WarpAvatar avatar;
    private final Choreography choreography;
    private final Shading.Source lights;
    private Shading light;
    private final FacePose pose = new FacePose();
    private final float[] weights = new float[MouthBasis.COUNT];
    private final float[] upperField = new float[2 * COLUMNS * COLUMNS];
    private final float[] lowerField = new float[2 * COLUMNS * COLUMNS];
    private final WarpGrid headGrid = new WarpGrid(SIZE);
    private final WarpGrid upperGrid = new WarpGrid(SIZE);
    private final WarpGrid lowerGrid = new WarpGrid(SIZE);
    private final LipContour contour = new LipContour();
    private final ShadeGrid shades = new ShadeGrid(SIZE);
    private final ShadePass shadePass = new ShadePass(SIZE);
    private final InnerMouthPainter painter;
    private final long[] upperTexture;
    private final long[] lowerTexture;
    private final long[] innerTexture;
    private final double[] lids;
    private float headMove;

    /** @param lights where the light comes from that shades every frame besides the face's own folds */
    WarpSession(WarpAvatar avatar, Liveliness liveliness, Shading.Source lights) {
        this.avatar = avatar;
        this.choreography = new Choreography(avatar, liveliness);
        this.lights = lights;
        this.light = Shading.none();
        this.painter = new InnerMouthPainter(avatar.inner);
        this.upperTexture = avatar.masks.upper().clone();
        this.lowerTexture = avatar.masks.lower().clone();
        this.innerTexture = WidePixel.of(avatar.rest().argb());
        this.lids = new double[avatar.lids.size()];
    }

    @Override
    public int width() {
        return SIZE;
    }

    @Override
    public int height() {
        return SIZE;
    }

    @Override
    public void light(Lighting lighting, Optional<Path> product, long startMillis) {
        light = lights.of(avatar, lighting, product, startMillis);
    }

    @Override
    public void render(FaceScript script, int frame, int[] argb) {
        choreography.pose(script, frame, pose);
        render(pose, FaceScript.timeOf(frame), argb);
    }

    /** Renders a given pose: for contact sheets and measurements. */
    public void render(FacePose wanted, int[] argb) {
        render(wanted, 0, argb);
    }

    /**
     * Renders a given pose.
     *
     * @param seconds since the turn began, for what changes by itself
     */
    public void render(FacePose wanted, double seconds, int[] argb) {
        if (argb.length != SIZE * SIZE) {
            throw new IllegalArgumentException("a frame has " + SIZE * SIZE + " pixels, not " + argb.length);
        }
        avatar.weights.fill(wanted, weights);
        boolean mouthMoves = anyWeight();
        boolean browsMove = fields(wanted, mouthMoves);
        boolean eyesMove = eyes(wanted);
        boolean gazeMoves = gaze(wanted);
        lids(wanted);
        background(argb);
        headMove = avatar.head.move(wanted, headGrid);
        upperGrid.set(headGrid);
        int lowerFrom = COLUMNS;
        if (browsMove) {
            invert(avatar.brows, upperField, upperGrid);
        }
        if (eyesMove) {
            invert(avatar.eyes, upperField, upperGrid);
        } else if (gazeMoves) {
            for (FieldGrid eye : avatar.gaze) {
                invert(eye, upperField, upperGrid);
            }
        }
        if (mouthMoves) {
            contour.move(avatar.lips, avatar.frame, upperField, lowerField, COLUMNS);
            painter.paint(weights, wanted.get(Channel.TONGUE), contour, innerTexture);
            avatar.masks.bits().paint(weights, upperTexture, lowerTexture);
            avatar.masks.edge().paint(contour, lowerTexture);
            lowerFrom = drawMouth(argb);
        } else {
            avatar.masks.bits().paint(weights, upperTexture, lowerTexture);
            contour.rest(avatar.lips);
            if (browsMove || eyesMove || gazeMoves || headMove > 0) {
                drawPlain(0, COLUMNS - 1, 0, COLUMNS - 1, argb);
            }
        }
        shade(wanted, seconds, lowerFrom, argb);
    }

    /**
     * How far apart the lips of the last frame were drawn, u: the mean at the five places where a landmark detector looks for
     * them. What was drawn, not what anybody sees of it.
     */
    public double lipGap() {
        return contour.gap(avatar.lips.looked);
    }

    private boolean anyWeight() {
        for (float weight : weights) {
            if (weight != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean fields(FacePose wanted, boolean mouthMoves) {
        avatar.mouth.upper.clear(upperField, COLUMNS);
        avatar.mouth.lower.clear(lowerField, COLUMNS);
        avatar.brows.clear(upperField, COLUMNS);
        avatar.eyes.clear(upperField, COLUMNS);
        if (mouthMoves) {
            for (int k = 0; k < MouthBasis.COUNT; k++) {
                avatar.mouth.upper.addTo(upperField, COLUMNS, k, weights[k]);
                avatar.mouth.lower.addTo(lowerField, COLUMNS, k, weights[k]);
            }
        }
        float up = wanted.get(Channel.BROW_UP);
        float inner = wanted.get(Channel.BROW_IN);
        float furrow = wanted.get(Channel.FURROW);
        avatar.brows.addTo(upperField, COLUMNS, BrowField.UP, up);
        avatar.brows.addTo(upperField, COLUMNS, BrowField.INNER_UP, inner);
        avatar.brows.addTo(upperField, COLUMNS, BrowField.FURROW, furrow);
        return up != 0 || inner != 0 || furrow != 0;
    }

    private boolean eyes(FacePose wanted) {
        float wide = wanted.get(Channel.EYES_WIDE);
        float squint = wanted.get(Channel.SQUINT);
        avatar.eyes.addTo(upperField, COLUMNS, EyeField.WIDE, wide);
        avatar.eyes.addTo(upperField, COLUMNS, EyeField.SQUINT, squint);
        return wide != 0 || squint != 0;
    }

    /** Eyes behind closing lids hardly move, so that no lid is dragged along. */
    private boolean gaze(FacePose wanted) {
        float open = 1 - Math.max(0, Math.min(1, wanted.get(Channel.BLINK)));
        float across = open * wanted.get(Channel.GAZE_X);
        float down = open * wanted.get(Channel.GAZE_Y);
        for (FieldGrid eye : avatar.gaze) {
            eye.addTo(upperField, COLUMNS, GazeField.ACROSS, across);
            eye.addTo(upperField, COLUMNS, GazeField.DOWN, down);
        }
        return across != 0 || down != 0;
    }

    private void lids(FacePose wanted) {
        for (int i = 0; i < lids.length; i++) {
            float wink = wanted.get(i == 0 ? Channel.WINK_LEFT : Channel.WINK_RIGHT);
            double closed = Math.max(0, Math.min(1, Math.max(wanted.get(Channel.BLINK), wink)));
            if (closed != lids[i]) {
                lids[i] = closed;
                avatar.lids.get(i).paint(avatar.masks.upper(), closed, upperTexture, SIZE);
            }
        }
    }

    private void background(int[] argb) {
        System.arraycopy(avatar.rest().argb(), 0, argb, 0, argb.length);
        for (int i = 0; i < lids.length; i++) {
            if (lids[i] > 0) {
                avatar.lids.get(i).copy(upperTexture, argb, SIZE);
            }
        }
    }

    private void invert(FieldGrid rectangle, float[] field, WarpGrid grid) {
        invert(rectangle, 0, COLUMNS - 1, field, grid);
    }

    /** Inverts inside a rectangle and two nodes around it, as far as it lies between two rows. */
    private void invert(FieldGrid rectangle, int fromRow, int toRow, float[] field, WarpGrid grid) {
        int reach = 2 + (int) (headMove / STEP);
        int left = Math.max(0, rectangle.firstX() - reach);
        int right = Math.min(COLUMNS - 1, rectangle.firstX() + rectangle.columns() - 1 + reach);
        int top = Math.max(fromRow, rectangle.firstY() - reach);
        int bottom = Math.min(toRow, rectangle.firstY() + rectangle.rows() - 1 + reach);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                int node = row * COLUMNS + column;
                grid.putInverse(node, headGrid.x[node] / 65536f, headGrid.y[node] / 65536f, field);
            }
        }
    }

    /**
     * Draws everything while the mouth moves: above the lips only the upper layer is seen, below only the lower, and in the
     * band of the lip line both with the inner mouth behind them.
     *
     * @return the first row of nodes that follows the lower layer alone
     */
    private int drawMouth(int[] argb) {
        FieldGrid box = avatar.mouth.lower;
        double slope = lineSlope(box);
        int reach = 2 + (int) (headMove / STEP);
        double top = contour.upperTop(avatar.frame) - slope - BAND_PIXELS - headMove;
        double bottom = contour.upperBottom(avatar.frame) + slope + BAND_PIXELS + headMove;
        int left = Math.max(0, box.firstX() - reach);
        int right = Math.min(COLUMNS - 1, box.firstX() + box.columns() - 1 + reach);
        int first = (int) Math.max(0, Math.max(box.firstY() - reach, Math.floor(top / STEP)));
        int last = Math.min(COLUMNS - 1, box.firstY() + box.rows() - 1 + reach);
        int lowerOnly = (int) Math.max(first, Math.min(last, Math.ceil(bottom / STEP)));
        lowerGrid.set(headGrid);
        invert(avatar.mouth.upper, 0, lowerOnly, upperField, upperGrid);
        invert(box, first, last, lowerField, lowerGrid);

        drawPlain(0, COLUMNS - 1, 0, first, argb);
        drawPlain(0, left, first, last, argb);
        drawPlain(right, COLUMNS - 1, first, last, argb);
        drawPlain(0, COLUMNS - 1, last, COLUMNS - 1, argb);
        for (int row = first; row < last; row++) {
            for (int column = left; column < right; column++) {
                if (row >= lowerOnly) {
                    drawLower(column, row, argb);
                } else {
                    drawBoth(column, row, argb);
                }
            }
        }
        return lowerOnly;
    }

    private void drawBoth(int column, int row, int[] argb) {
        switch (avatar.masks.upperCover(upperGrid, column, row)) {
            case WHOLE -> CellWarp.plain(upperTexture, SIZE, upperGrid, column, row, argb);
            case NOTHING -> drawLower(column, row, argb);
            case MIXED ->
                CellWarp.both(
                        upperTexture,
                        lowerTexture,
                        innerTexture,
                        SIZE,
                        upperGrid,
                        lowerGrid,
                        headGrid,
                        column,
                        row,
                        argb);
        }
    }

    private void drawLower(int column, int row, int[] argb) {
        switch (avatar.masks.lowerCover(lowerGrid, column, row)) {
            case WHOLE -> CellWarp.plain(lowerTexture, SIZE, lowerGrid, column, row, argb);
            case NOTHING -> CellWarp.plain(innerTexture, SIZE, headGrid, column, row, argb);
            case MIXED -> CellWarp.lower(lowerTexture, innerTexture, SIZE, lowerGrid, headGrid, column, row, argb);
        }
    }

    /** How far the lip line, continued to the sides of the box, runs above or below the mouth, pixels. */
    private double lineSlope(FieldGrid box) {
        double farther = Math.max(
                Math.abs(avatar.frame.imageX(0, 0) - box.leftPixel()),
                Math.abs(box.rightPixel() - avatar.frame.imageX(0, 0)));
        double rise = avatar.frame.turnY(1, 0) / avatar.frame.unit;
        return Math.abs(rise) * farther / Math.sqrt(Math.max(.25, 1 - rise * rise));
    }

    private void drawPlain(int left, int right, int top, int bottom, int[] argb) {
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                if (!upperGrid.still(column, row)) {
                    CellWarp.plain(upperTexture, SIZE, upperGrid, column, row, argb);
                }
            }
        }
    }

    private void shade(FacePose wanted, double seconds, int lowerFrom, int[] argb) {
        shades.clear();
        boolean folds = avatar.folds.shade(wanted, seconds, shades);
        boolean smile = avatar.smile.shade(wanted, seconds, shades);
        boolean lit = light.shade(wanted, seconds, shades);
        if (folds || smile || lit) {
            shadePass.apply(shades, upperGrid, lowerGrid, lowerFrom, headMove, argb);
        }
    }

    @Override
    public void close() {
        // buffers only
    }
}
