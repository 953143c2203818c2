package io.talkmatrix.face;

import io.talkmatrix.stage.FrameGroup;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Codes frames of one size as JPEG, 4:2:0, keeping writer and buffers. Not thread-safe. */
public final class JpegEncoder implements FrameCoder {

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();
    private final ImageWriteParam param = writer.getDefaultWriteParam();
    private final BufferedImage image;
    private final byte[] bytes;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(96 * 1024);

    /** @param quality 0–1 */
    public JpegEncoder(int width, int height, float quality) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
    }

    @Override
    public FrameGroup.Codec codec() {
        return FrameGroup.Codec.JPEG;
    }

    @Override
    public byte[] code(int[] argb, boolean first) {
        return encode(argb);
    }

    /** A JPEG file of the frame. */
    public byte[] encode(int[] argb) {
        for (int i = 0, o = 0; i < argb.length; i++, o += 3) {
            int pixel = argb[i];
            bytes[o] = (byte) pixel;
            bytes[o + 1] = (byte) (pixel >> 8);
            bytes[o + 2] = (byte) (pixel >> 16);
        }
        buffer.reset();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(buffer)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("a frame could not be coded as JPEG: " + e.getMessage(), e);
        }
        return buffer.toByteArray();
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
