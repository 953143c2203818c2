package io.talkmatrix.standalone.ops;

import com.sun.jna.Function;

/** The end of the process for those that cannot wait for their threads. */
public final class ProcessEnd {

    private ProcessEnd() {}

    /**
     * Ends the process at once. {@link Runtime#halt} has native libraries take down their static state first, under threads
     * that still compute with it: then llama.cpp crashes, and neither a message nor the code is what it should be. It is
     * the way out where the C library cannot be reached.
     */
    public static void now(int code) {
        try {
            Function.getFunction("c", "_exit").invoke(new Object[] {code});
        } catch (LinkageError e) {
            Runtime.getRuntime().halt(code);
        }
    }
}
