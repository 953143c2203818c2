package io.talkmatrix.inference;

import java.util.Locale;

/**
 * Where a model runs.
 *
 * @param index number of the GPU, 0 for the CPU
 */
public record Device(Kind kind, int index) {

    /** Execution providers of ONNX Runtime. CUDA and TENSORRT need its GPU build. */
    public enum Kind {
        CPU,
        CUDA,
        TENSORRT
    }

    public static final Device CPU = new Device(Kind.CPU, 0);

    /**
     * Reads {@code cpu}, {@code cuda}, {@code cuda:1}, {@code tensorrt:0}.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public static Device parse(String text) {
        for (Kind kind : Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            if (text.equals(name)) {
                return new Device(kind, 0);
            }
            if (kind != Kind.CPU && text.matches(name + ":\\d{1,3}")) {
                return new Device(kind, Integer.parseInt(text.substring(name.length() + 1)));
            }
        }
        throw new IllegalArgumentException("device=" + text + " is not cpu, cuda:N or tensorrt:N");
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.CPU ? name : name + ":" + index;
    }
}
