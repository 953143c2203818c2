package io.talkmatrix.standalone.ops;

import com.sun.jna.Function;

/** Leaves a line with the C library, which writes it out when a process ends in its orderly way. */
final class EndingMain {

    private EndingMain() {}

    public static void main(String[] args) {
        Function.getFunction("c", "puts").invokeInt(new Object[] {ProcessEndTest.LEFT});
        ProcessEnd.now(Integer.parseInt(args[0]));
    }
}
