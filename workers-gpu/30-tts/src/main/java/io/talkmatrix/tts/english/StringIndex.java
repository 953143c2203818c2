package io.talkmatrix.tts.english;

import java.util.Arrays;

/**
 * Numbers a fixed set of strings 0, 1, 2 … in the order they were added, and finds the number of a string. Immutable.
 *
 * <p>All strings lie in one pool behind an open-addressing table, about a fifth of the memory of a hash map: the
 * English lexicons hold 180 thousand words and the tagger 80 thousand features.
 */
final class StringIndex {

    /** Returned by {@link #find} for a string that is not in the set. */
    static final int ABSENT = -1;

    private final String pool;
    private final int[] ends; // [size], where each string ends in the pool
    private final int[] slots; // number + 1 of the string in this slot, 0 when free; length is a power of two

    private StringIndex(String pool, int[] ends, int[] slots) {
        this.pool = pool;
        this.ends = ends;
        this.slots = slots;
    }

    int size() {
        return ends.length;
    }

    /** The number of {@code text}, or {@link #ABSENT}. */
    int find(String text) {
        int mask = slots.length - 1;
        for (int slot = spread(text.hashCode()) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int number = slots[slot] - 1;
            int start = number == 0 ? 0 : ends[number - 1];
            if (ends[number] - start == text.length() && pool.startsWith(text, start)) {
                return number;
            }
        }
        return ABSENT;
    }

    boolean contains(String text) {
        return find(text) != ABSENT;
    }

    private static int spread(int hash) {
        return hash * 0x9E3779B9 >>> 7;
    }

    /** Collects the strings; they must all differ. */
    static final class Builder {

        private final StringBuilder pool = new StringBuilder();
        private int[] ends = new int[1024];
        private int[] hashes = new int[1024];
        private int size;

        void add(String text) {
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, size * 2);
                hashes = Arrays.copyOf(hashes, size * 2);
            }
            pool.append(text);
            hashes[size] = text.hashCode();
            ends[size++] = pool.length();
        }

        StringIndex build() {
            int[] slots = new int[Integer.highestOneBit(Math.max(size, 2)) * 4];
            int mask = slots.length - 1;
            for (int number = 0; number < size; number++) {
                int slot = spread(hashes[number]) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = number + 1;
            }
            return new StringIndex(pool.toString(), Arrays.copyOf(ends, size), slots);
        }
    }
}
