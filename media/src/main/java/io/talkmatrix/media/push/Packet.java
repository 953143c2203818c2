package io.talkmatrix.media.push;

/** A piece of a room's stream, in order of time for each kind. The arrays are shared: not to be changed. */
public sealed interface Packet {

    /** Pictures are {@value} samples of 24 kHz apart: 40 ms. */
    int PICTURE_SAMPLES = 960;

    /** When it is seen or heard, milliseconds since the room's stream began. */
    long millis();

    /** What it takes in a queue. */
    int bytes();

    /**
     * A coded picture.
     *
     * @param number of the picture since the stream began; each is 40 ms
     * @param unit Annex B access unit
     * @param key true if it needs none before it
     */
    record Picture(long number, byte[] unit, boolean key) implements Packet {
        @Override
        public long millis() {
            return number * 40;
        }

        @Override
        public int bytes() {
            return unit.length;
        }
    }

    /**
     * 1024 samples of sound.
     *
     * @param at first sample at 48 kHz since the stream began
     * @param unit raw AAC access unit
     */
    record Sound(long at, byte[] unit) implements Packet {
        @Override
        public long millis() {
            return at / 48;
        }

        @Override
        public int bytes() {
            return unit.length;
        }
    }

    /**
     * The words heard from here on.
     *
     * @param millis since the stream began
     * @param text empty where nothing is said any more
     */
    record Words(long millis, String text) implements Packet {
        @Override
        public int bytes() {
            return 2 * text.length() + 32;
        }
    }
}
