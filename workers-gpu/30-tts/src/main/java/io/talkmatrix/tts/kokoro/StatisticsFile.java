package io.talkmatrix.tts.kokoro;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * {@link VoiceStatistics} in some 70 kB: the constant row in the upper 16 bits of its floats; the others in 4 bits,
 * relative to the deviation (means) or the variance (variances) of their channel, with a scale for each block. The
 * rounding adds 0.04 % to an error of the fit of 2 % of the deviation.
 *
 * <p>Big-endian: magic, checksum of the voice's style table, level offset and slope, rows.
 */
final class StatisticsFile {

    /** Raised when the model is imported in another way or the features mean something else. */
    private static final int MAGIC = 0x4b4e5302;

    private static final int BLOCK = 128;
    private static final int LARGEST = 7;
    private static final int HALF = VoiceStatistics.SIZE / 2;

    private StatisticsFile() {}

    static void write(VoiceStatistics statistics, long voiceChecksum, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(MAGIC);
        out.writeLong(voiceChecksum);
        out.writeFloat(statistics.levelOffset());
        out.writeFloat(statistics.levelSlope());
        float[] constant = new float[VoiceStatistics.SIZE];
        for (int i = 0; i < constant.length; i++) {
            int upper = Float.floatToIntBits(statistics.table()[0][i]) + 0x8000 >>> 16;
            constant[i] = Float.intBitsToFloat(upper << 16);
            out.writeShort(upper);
        }
        float[] scales = scales(constant);
        for (int row = 1; row < Outline.FEATURES; row++) {
            for (int block = 0; block < VoiceStatistics.SIZE; block += BLOCK) {
                writeBlock(statistics.table()[row], scales, block, out);
            }
        }
        out.flush();
    }

    private static void writeBlock(float[] row, float[] scales, int block, DataOutputStream out) throws IOException {
        float largest = Float.MIN_NORMAL;
        for (int i = block; i < block + BLOCK; i++) {
            largest = Math.max(largest, Math.abs(row[i] / scales[i]));
        }
        float step = largest / LARGEST;
        out.writeFloat(step);
        for (int i = block; i < block + BLOCK; i += 2) {
            int low = Math.round(row[i] / scales[i] / step);
            int high = Math.round(row[i + 1] / scales[i + 1] / step);
            out.writeByte(low & 0xf | high << 4);
        }
    }

    /**
     * @throws IOException the file is damaged, of another version, or of a voice with another style table; the message
     *     says which
     */
    static VoiceStatistics read(InputStream from, long voiceChecksum) throws IOException {
        DataInputStream in = new DataInputStream(from);
        if (in.readInt() != MAGIC) {
            throw new IOException("these are no voice statistics of this version");
        }
        if (in.readLong() != voiceChecksum) {
            throw new IOException("these are the statistics of another voice");
        }
        float offset = in.readFloat();
        float slope = in.readFloat();
        float[][] table = new float[Outline.FEATURES][VoiceStatistics.SIZE];
        for (int i = 0; i < VoiceStatistics.SIZE; i++) {
            table[0][i] = Float.intBitsToFloat(in.readUnsignedShort() << 16);
        }
        float[] scales = scales(table[0]);
        for (int row = 1; row < table.length; row++) {
            for (int block = 0; block < VoiceStatistics.SIZE; block += BLOCK) {
                float step = in.readFloat();
                for (int i = block; i < block + BLOCK; i += 2) {
                    int pair = in.readByte();
                    table[row][i] = (pair << 28 >> 28) * step * scales[i];
                    table[row][i + 1] = (pair >> 4) * step * scales[i + 1];
                }
            }
        }
        return new VoiceStatistics(table, offset, slope);
    }

    private static float[] scales(float[] constant) {
        float[] scales = new float[constant.length];
        for (int i = 0; i < HALF; i++) {
            float variance = Math.max(1e-6f, constant[HALF + i]);
            scales[i] = (float) Math.sqrt(variance);
            scales[HALF + i] = variance;
        }
        return scales;
    }
}
