package io.talkmatrix.standalone.doctor;

/**
 * What one check found.
 *
 * @param what what was looked at
 * @param state how it is
 * @param found what is there, for people
 * @param advice what to do about it; empty if nothing is to be done
 */
public record Finding(String what, State state, String found, String advice) {

    public enum State {
        OK,
        /** Works, but less well than it could, or not for everything. */
        WARN,
        /** Something will not work. */
        FAIL
    }

    static Finding ok(String what, String found) {
        return new Finding(what, State.OK, found, "");
    }

    static Finding warn(String what, String found, String advice) {
        return new Finding(what, State.WARN, found, advice);
    }

    static Finding fail(String what, String found, String advice) {
        return new Finding(what, State.FAIL, found, advice);
    }
}
