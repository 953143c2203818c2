package io.talkmatrix.face.warp;

import static io.talkmatrix.face.warp.FieldGrid.STEP;
import static io.talkmatrix.face.warp.WarpAvatar.SIZE;

import io.talkmatrix.face.Channel;
import io.talkmatrix.face.Choreography;
import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.FaceScript;
import io.talkmatrix.face.FaceSession;
import io.talkmatrix.face.Liveliness;

/**
 * Renders the frames of one avatar: adds up the displacement bases, inverts them on the frame grid together with the head's
 * motion, and draws upper layer, lower layer and inner mouth in one resampling. About 6 MB of buffers, nothing is allocated
 * per frame. Not thread-safe.
 */
public final class WarpSession implements FaceSession {

    private static final int COLUMNS = SIZE / STEP + 1;
    private static final double BAND_PIXELS = 8;
    private static final double AMPLITUDE_UNIT = 160;

    private final WarpAvatar avatar;
    private final Choreography choreography;
    private final FacePose pose = new FacePose();
    private final float[] weights = new float[MouthBasis.COUNT];
    private final float[] upperField = new float[2 * COLUMNS * COLUMNS];
    private final float[] lowerField = new float[2 * COLUMNS * COLUMNS];
    private final WarpGrid headGrid = new WarpGrid(SIZE);
    private final WarpGrid upperGrid = new WarpGrid(SIZE);
    private final WarpGrid lowerGrid = new WarpGrid(SIZE);
    private final LipContour contour = new LipContour();
    private final InnerMouthPainter painter;
    private final int[] upperTexture;
    private final int[] innerTexture;
    private double lid;

    WarpSession(WarpAvatar avatar, Liveliness liveliness) {
        this.avatar = avatar;
        this.choreography = new Choreography(avatar, liveliness);
        this.painter = new InnerMouthPainter(avatar.inner);
        this.upperTexture = avatar.masks.upper().clone();
        this.innerTexture = avatar.rest().argb().clone();
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
    public void render(FaceScript script, int frame, int[] argb) {
        choreography.pose(script, frame, pose);
        render(pose, argb);
    }

    /** Renders a given pose: for contact sheets and measurements. */
    public void render(FacePose wanted, int[] argb) {
        if (argb.length != SIZE * SIZE) {
            throw new IllegalArgumentException("a frame has " + SIZE * SIZE + " pixels, not " + argb.length);
        }
        avatar.weights.fill(wanted, weights);
        boolean mouthMoves = anyWeight();
        boolean browsMove = fields(wanted, mouthMoves);
        boolean headMoves = wanted.shiftX() != 0 || wanted.shiftY() != 0 || wanted.tilt() != 0 || wanted.breath() != 0;
        lids(wanted.get(Channel.BLINK));
        background(argb);
        if (!mouthMoves && !browsMove && !headMoves) {
            return;
        }
        head(wanted);
        invertUpper(mouthMoves, browsMove);
        if (!mouthMoves) {
            drawPlain(0, COLUMNS - 1, 0, COLUMNS - 1, argb);
            return;
        }
        contour.move(avatar.lips, avatar.frame, upperField, lowerField, COLUMNS);
        painter.paint(weights, wanted.get(Channel.TONGUE), contour, innerTexture);
        draw(wanted, argb);
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

    private void lids(double wanted) {
        double closed = Math.max(0, Math.min(1, wanted));
        if (closed != lid) {
            lid = closed;
            for (Eyelid eyelid : avatar.lids) {
                eyelid.paint(avatar.masks.upper(), lid, upperTexture, SIZE);
            }
        }
    }

    private void background(int[] argb) {
        if (lid == 0) {
            System.arraycopy(avatar.rest().argb(), 0, argb, 0, argb.length);
            return;
        }
        for (int i = 0; i < argb.length; i++) {
            argb[i] = upperTexture[i] | 0xff000000;
        }
    }

    /** Where each node was before the head moved. */
    private void head(FacePose wanted) {
        float scale = (float) (avatar.frame.unit / AMPLITUDE_UNIT);
        float dx = wanted.shiftX() * scale;
        float dy = wanted.shiftY() * scale;
        float tilt = wanted.tilt();
        float breath = wanted.breath() * scale;
        HeadField head = avatar.head;
        for (int row = 0; row < COLUMNS; row++) {
            float ry = (float) (row * STEP - head.pivotY);
            for (int column = 0; column < COLUMNS; column++) {
                int node = row * COLUMNS + column;
                float m = head.head[node];
                float rx = (float) (column * STEP - head.pivotX);
                headGrid.x[node] = column * STEP << 16;
                headGrid.y[node] = row * STEP << 16;
                float moveX = m * (dx - tilt * ry);
                float moveY = m * (dy + tilt * rx) - breath * head.breath[node];
                if (moveX != 0 || moveY != 0) {
                    headGrid.put(node, column * STEP - moveX, row * STEP - moveY);
                }
            }
        }
    }

    private void invertUpper(boolean mouthMoves, boolean browsMove) {
        System.arraycopy(headGrid.x, 0, upperGrid.x, 0, upperGrid.x.length);
        System.arraycopy(headGrid.y, 0, upperGrid.y, 0, upperGrid.y.length);
        if (mouthMoves) {
            invert(avatar.mouth.upper, upperField, upperGrid);
        }
        if (browsMove) {
            invert(avatar.brows, upperField, upperGrid);
        }
    }

    private void invert(FieldGrid rectangle, float[] field, WarpGrid grid) {
        int bottom = Math.min(COLUMNS - 1, rectangle.firstY() + rectangle.rows() + 1);
        invert(rectangle, Math.max(0, rectangle.firstY() - 2), bottom, field, grid);
    }

    private void invert(FieldGrid rectangle, int firstRow, int lastRow, float[] field, WarpGrid grid) {
        int left = Math.max(0, rectangle.firstX() - 2);
        int right = Math.min(COLUMNS - 1, rectangle.firstX() + rectangle.columns() + 1);
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = left; column <= right; column++) {
                int node = row * COLUMNS + column;
                grid.putInverse(node, headGrid.x[node] / 65536f, headGrid.y[node] / 65536f, field);
            }
        }
    }

    private void draw(FacePose wanted, int[] argb) {
        FieldGrid box = avatar.mouth.lower;
        double slope = lineSlope(box);
        double shift = 2 + Math.abs(wanted.shiftY()) + Math.abs(wanted.tilt()) * SIZE / 2;
        double top = contour.upperTop(avatar.frame) - slope - BAND_PIXELS - shift;
        double bottom = contour.upperBottom(avatar.frame) + slope + BAND_PIXELS + shift;
        int left = Math.max(0, box.firstX());
        int right = Math.min(COLUMNS - 1, box.firstX() + box.columns() - 1);
        int first = (int) Math.max(box.firstY(), Math.floor(top / STEP));
        int last = Math.min(COLUMNS - 1, box.firstY() + box.rows() - 1);
        int lowerOnly = (int) Math.max(first, Math.min(last, Math.ceil(bottom / STEP)));
        System.arraycopy(headGrid.x, 0, lowerGrid.x, 0, lowerGrid.x.length);
        System.arraycopy(headGrid.y, 0, lowerGrid.y, 0, lowerGrid.y.length);
        invert(box, first, Math.min(COLUMNS - 1, last + 1), lowerField, lowerGrid);

        drawPlain(0, COLUMNS - 1, 0, first, argb);
        drawPlain(0, left, first, last, argb);
        drawPlain(right, COLUMNS - 1, first, last, argb);
        drawPlain(0, COLUMNS - 1, last, COLUMNS - 1, argb);
        int[] lower = avatar.masks.lower();
        for (int row = first; row < last; row++) {
            for (int column = left; column < right; column++) {
                if (row >= lowerOnly) {
                    CellWarp.lower(lower, innerTexture, SIZE, lowerGrid, headGrid, column, row, argb);
                } else {
                    CellWarp.both(
                            upperTexture, lower, innerTexture, SIZE, upperGrid, lowerGrid, headGrid, column, row, argb);
                }
            }
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
                int node = row * COLUMNS + column;
                boolean still = upperGrid.still(node, column, row)
                        && upperGrid.still(node + 1, column + 1, row)
                        && upperGrid.still(node + COLUMNS, column, row + 1)
                        && upperGrid.still(node + COLUMNS + 1, column + 1, row + 1);
                if (!still) {
                    CellWarp.plain(upperTexture, SIZE, upperGrid, column, row, argb);
                }
            }
        }
    }

    @Override
    public void close() {
        // buffers only
    }
}
