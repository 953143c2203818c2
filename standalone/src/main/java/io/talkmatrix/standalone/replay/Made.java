package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Sound or pictures of one segment, as far as they can be compared without being kept: a digest of all of it, one of each
 * unit, and for sound its loudness over time. For one thread.
 */
final class Made {

    /** Samples whose loudness is one value: 20 ms. */
    static final int STEP = SpeechChunk.SAMPLE_RATE_HZ / 50;

    private final MessageDigest whole = sha256();
    private final List<Long> units = new ArrayList<>();
    private final List<Float> loudness = new ArrayList<>(); // rms of each 20 ms of 32768
    private double squares;
    private int inStep;
    private int lastSeq = -1;
    private long amount;
    private long bytes;
    private boolean ended;

    /** @return false if it was there already */
    boolean add(SpeechChunk chunk) {
        if (chunk.id().seq() <= lastSeq) {
            return false;
        }
        lastSeq = chunk.id().seq();
        whole.update(chunk.pcm());
        units.add(digest(chunk.pcm()));
        amount += chunk.samples();
        bytes += chunk.pcm().length;
        ended |= chunk.lastOfSegment();
        measure(chunk.pcm());
        return true;
    }

    private void measure(byte[] pcm) {
        ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        while (samples.remaining() >= 2) {
            double sample = samples.getShort();
            squares += sample * sample;
            if (++inStep == STEP) {
                loudness.add((float) Math.sqrt(squares / STEP));
                squares = 0;
                inStep = 0;
            }
        }
    }

    /** @return false if it was there already */
    boolean add(FrameGroup group) {
        if (group.id().seq() <= lastSeq) {
            return false;
        }
        lastSeq = group.id().seq();
        MessageDigest unit = sha256();
        for (byte[] frame : group.frames()) {
            whole.update(frame);
            unit.update(frame);
            bytes += frame.length;
        }
        units.add(ByteBuffer.wrap(unit.digest()).getLong());
        amount += group.frames().size();
        return true;
    }

    /** Samples or frames. */
    long amount() {
        return amount;
    }

    long bytes() {
        return bytes;
    }

    int units() {
        return units.size();
    }

    /** True once all of a segment's sound is there. */
    boolean ended() {
        return ended;
    }

    /** SHA-256 of all of it so far, hexadecimal. */
    String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) whole.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** True if what one has is exactly how the other begins, unit by unit. */
    boolean beginsAs(Made other) {
        int common = Math.min(units.size(), other.units.size());
        return common > 0 && units.subList(0, common).equals(other.units.subList(0, common));
    }

    /** Correlation of the loudness over time, as far as both go: 1 for the same, around 0 for unrelated sound. */
    double likeness(Made other) {
        int common = Math.min(loudness.size(), other.loudness.size());
        double meanA = mean(loudness, common);
        double meanB = mean(other.loudness, common);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < common; i++) {
            double a = loudness.get(i) - meanA;
            double b = other.loudness.get(i) - meanB;
            ab += a * b;
            aa += a * a;
            bb += b * b;
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    private static double mean(List<Float> values, int count) {
        return values.stream()
                .limit(count)
                .mapToDouble(Float::doubleValue)
                .average()
                .orElse(0);
    }

    private static long digest(byte[] bytes) {
        return ByteBuffer.wrap(sha256().digest(bytes)).getLong();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
