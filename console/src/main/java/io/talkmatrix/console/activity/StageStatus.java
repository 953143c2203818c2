package io.talkmatrix.console.activity;

/**
 * How a stage does, by what it reported on {@code turn.events}, wherever it runs.
 *
 * @param stage asr, reply, tts, face or a sink's name
 * @param engine engine and model, empty if it has not reported yet
 * @param device device and precision
 * @param degraded why it works in a lesser way than configured, empty if it does not
 * @param realTimeFactor of its latest work, −1 if it says none
 * @param queue turns it owes something
 * @param oldestMillis age of the oldest of them, 0 if none
 * @param owedSeconds media it was asked for and has not made; −1 where nobody watches what is owed
 * @param queueMillis how long its latest input waited in it, −1 if unknown
 * @param reportedAtMillis when it last reported, ms since the epoch; 0 if never
 * @param health {@code up}, or why it does not serve; empty if it runs in another process
 */
public record StageStatus(
        String stage,
        String engine,
        String device,
        String degraded,
        double realTimeFactor,
        int queue,
        long oldestMillis,
        double owedSeconds,
        double queueMillis,
        long reportedAtMillis,
        String health) {}
