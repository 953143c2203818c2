package io.talkmatrix.inference.models;

import java.time.Duration;

/** Told how a pull goes; called often (about four times a second) and from one thread at a time. */
public interface PullProgress {

    /** Hears nothing. */
    PullProgress SILENT = new PullProgress() {
        @Override
        public void step(String model, String what) {}

        @Override
        public void bytes(Transfer transfer) {}
    };

    /** A step begins, for example {@code "npm pack kokoro-js@1.2.1"} or {@code "importing"}. */
    void step(String model, String what);

    /** How far the bytes of the current step are. */
    void bytes(Transfer transfer);

    /**
     * @param what file or package
     * @param done bytes there, including those of an earlier, interrupted pull
     * @param total bytes in all, 0 if unknown
     * @param bytesPerSecond speed since this transfer began
     */
    record Transfer(String model, String what, long done, long total, long bytesPerSecond) {

        /** Time still needed at this speed; zero when it cannot be told. */
        public Duration remaining() {
            return total <= done || bytesPerSecond <= 0
                    ? Duration.ZERO
                    : Duration.ofMillis((total - done) * 1000 / bytesPerSecond);
        }
    }
}
