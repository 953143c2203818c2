package io.talkmatrix.face.live;

import io.talkmatrix.face.FrameCoder;
import io.talkmatrix.media.AiLabel;
import io.talkmatrix.stage.FrameGroup;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;

/** Marks every frame as generated before it is coded, since nobody draws on it afterwards. */
public final class LabellingCoder implements FrameCoder {

    private final FrameCoder coder;
    private final int[] marked;
    private final int[] where;
    private final int[] mark;

    /** @param coder closed with this one */
    public LabellingCoder(FrameCoder coder, int width, int height) {
        this.coder = coder;
        this.marked = new int[width * height];
        BufferedImage overlay = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        AiLabel.draw(overlay);
        int[] drawn = overlay.getRGB(0, 0, width, height, null, 0, width);
        where = IntStream.range(0, drawn.length)
                .filter(i -> drawn[i] >>> 24 != 0)
                .toArray();
        mark = IntStream.of(where).map(i -> drawn[i]).toArray();
    }

    @Override
    public FrameGroup.Codec codec() {
        return coder.codec();
    }

    @Override
    public byte[] code(int[] argb, boolean first) {
        System.arraycopy(argb, 0, marked, 0, argb.length);
        for (int i = 0; i < where.length; i++) {
            marked[where[i]] = over(mark[i], marked[where[i]]);
        }
        return coder.code(marked, first);
    }

    private static int over(int top, int bottom) {
        int alpha = top >>> 24;
        int result = 0xff;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int mixed = (top >>> shift & 255) * alpha + (bottom >>> shift & 255) * (255 - alpha);
            result = result << 8 | (mixed + 127) / 255;
        }
        return result;
    }

    @Override
    public void close() {
        coder.close();
    }
}
