package io.talkmatrix.inference.whisper;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a CTranslate2 checkpoint, {@code model.bin} of binary version 6, as faster-whisper distributes Whisper. The file
 * is mapped, not loaded: a variable is decoded to f32 when it is asked for. Every length is checked against the file
 * before it is used. Safe for reading from any thread.
 *
 * <p>Layout (little-endian): u32 version, string spec, u32 revision, u32 count, then for each variable its name, u8
 * rank, u32 dimensions, u8 element type, u32 bytes and row-major data; last the aliases. A string is a u16 length that
 * includes one trailing NUL, then the bytes.
 */
final class CtCheckpoint {

    private static final int BINARY_VERSION = 6;
    private static final int MAX_VARIABLES = 100_000;
    private static final int MAX_RANK = 8;

    /** Element types in the order of the file's codes. */
    private enum Type {
        F32(4),
        I8(1),
        I16(2),
        I32(4),
        F16(2),
        BF16(2);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    private record Variable(Type type, int[] shape, int offset, int elements) {}

    private final Path file;
    private final ByteBuffer data;
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    private CtCheckpoint(Path file, ByteBuffer data) {
        this.file = file;
        this.data = data;
    }

    /**
     * @param spec the kind of model the file must hold, for example {@code WhisperSpec}
     * @throws BadCheckpointException the file is something else, cut short, or of a kind that is not supported
     */
    static CtCheckpoint open(Path file, String spec) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new BadCheckpointException(file + " has " + channel.size() + " bytes; up to 2 GiB can be read");
            }
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            CtCheckpoint checkpoint = new CtCheckpoint(file, mapped.order(ByteOrder.LITTLE_ENDIAN));
            checkpoint.index(spec);
            return checkpoint;
        }
    }

    Set<String> names() {
        return variables.keySet();
    }

    /** Dimensions of a variable; empty for a scalar. */
    int[] shape(String name) {
        return find(name).shape().clone();
    }

    /** The first element of an integer variable. */
    int integer(String name) {
        Variable variable = find(name);
        return switch (variable.type()) {
            case I8 -> data.get(variable.offset());
            case I16 -> data.getShort(variable.offset());
            case I32 -> data.getInt(variable.offset());
            case F32, F16, BF16 ->
                throw new BadCheckpointException(
                        file + ": " + name + " should be an integer, it is " + variable.type());
        };
    }

    /** All elements of a floating point variable as f32, row-major. */
    float[] floats(String name) {
        Variable variable = find(name);
        return decode(name, variable, 0, variable.elements());
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive) of the first dimension as f32. */
    float[] rows(String name, int from, int to) {
        Variable variable = find(name);
        if (variable.shape().length == 0 || from < 0 || to < from || to > variable.shape()[0]) {
            throw new BadCheckpointException(file + ": " + name + " has no rows " + from + ".." + to);
        }
        int width = variable.shape()[0] == 0 ? 0 : variable.elements() / variable.shape()[0];
        return decode(name, variable, from * width, to * width);
    }

    private float[] decode(String name, Variable variable, int from, int to) {
        float[] values = new float[to - from];
        int at = variable.offset() + from * variable.type().bytes;
        switch (variable.type()) {
            case F32 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = data.getFloat(at + 4 * i);
                }
            }
            case F16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = half(data.getShort(at + 2 * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(data.getShort(at + 2 * i) << 16);
                }
            }
            case I8, I16, I32 ->
                throw new BadCheckpointException(file + ": " + name + " is quantised (" + variable.type()
                        + "); use the float16 or float32 checkpoint");
        }
        return values;
    }

    private Variable find(String name) {
        Variable variable = variables.get(aliases.getOrDefault(name, name));
        if (variable == null) {
            throw new BadCheckpointException(file + " has no variable " + name + "; it is not the expected model");
        }
        return variable;
    }

    private void index(String spec) {
        try {
            int version = data.getInt();
            if (version != BINARY_VERSION) {
                throw new BadCheckpointException(file + " is no CTranslate2 checkpoint of version " + BINARY_VERSION
                        + " (found " + version + ")");
            }
            String found = string();
            if (!found.equals(spec)) {
                throw new BadCheckpointException(file + " holds a " + found + " model, wanted " + spec);
            }
            data.getInt(); // revision of the spec: the variables' names tell what matters
            int count = count("variables");
            for (int i = 0; i < count; i++) {
                variable();
            }
            int aliasCount = count("aliases");
            for (int i = 0; i < aliasCount; i++) {
                aliases.put(string(), string());
            }
        } catch (BufferUnderflowException e) {
            throw new BadCheckpointException(file + " is cut short at byte " + data.limit() + "; pull it again", e);
        }
        if (data.hasRemaining()) {
            throw new BadCheckpointException(file + " has " + data.remaining() + " bytes after its end; pull it again");
        }
    }

    private void variable() {
        String name = string();
        int rank = Byte.toUnsignedInt(data.get());
        if (rank > MAX_RANK) {
            throw new BadCheckpointException(file + ": " + name + " has rank " + rank + "; the file is damaged");
        }
        int[] shape = new int[rank];
        long elements = 1;
        for (int d = 0; d < rank; d++) {
            shape[d] = data.getInt();
            elements *= shape[d];
            if (shape[d] < 0 || elements > Integer.MAX_VALUE) {
                throw new BadCheckpointException(file + ": " + name + " is too large; the file is damaged");
            }
        }
        int code = Byte.toUnsignedInt(data.get());
        if (code >= Type.values().length) {
            throw new BadCheckpointException(file + ": " + name + " has unknown element type " + code);
        }
        Type type = Type.values()[code];
        long bytes = Integer.toUnsignedLong(data.getInt());
        if (bytes != elements * type.bytes) {
            throw new BadCheckpointException(file + ": " + name + " has " + bytes + " bytes, its shape needs "
                    + elements * type.bytes + "; the file is damaged");
        }
        if (bytes > data.remaining()) {
            throw new BadCheckpointException(file + " is cut short inside " + name + "; pull it again");
        }
        variables.put(name, new Variable(type, shape, data.position(), (int) elements));
        data.position(data.position() + (int) bytes);
    }

    private int count(String what) {
        int count = data.getInt();
        if (count < 0 || count > MAX_VARIABLES) {
            throw new BadCheckpointException(file + " claims " + count + " " + what + "; the file is damaged");
        }
        return count;
    }

    private String string() {
        int length = Short.toUnsignedInt(data.getShort());
        byte[] bytes = new byte[length];
        data.get(bytes);
        if (length == 0 || bytes[length - 1] != 0) {
            throw new BadCheckpointException(
                    file + " has a name without its end at byte " + data.position() + "; it is no such checkpoint");
        }
        return new String(bytes, 0, length - 1, StandardCharsets.UTF_8);
    }

    /** IEEE 754 binary16 to binary32. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >>> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }
}
