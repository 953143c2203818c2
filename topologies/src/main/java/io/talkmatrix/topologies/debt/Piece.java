package io.talkmatrix.topologies.debt;

/**
 * A segment that waits for a stage.
 *
 * @param segment number within the turn
 * @param samples how long it is, or is thought to be, at 24 kHz
 * @param sinceMillis when it was handed to the stage, ms since the epoch
 */
record Piece(int segment, long samples, long sinceMillis) {}
