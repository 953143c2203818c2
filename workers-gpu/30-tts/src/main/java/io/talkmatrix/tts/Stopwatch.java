package io.talkmatrix.tts;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Adds up how long pieces of work take. For one thread. */
final class Stopwatch {

    private final LongSupplier clockMillis;
    private long millis;

    Stopwatch(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    <T> T time(Supplier<T> work) {
        long start = clockMillis.getAsLong();
        T result = work.get();
        millis += clockMillis.getAsLong() - start;
        return result;
    }

    long millis() {
        return millis;
    }
}
