package io.talkmatrix.topologies.director;

/**
 * Something that waits to be taken up.
 *
 * @param turn id of the turn it would be
 * @param kind COMMENT, ASKED or SAY
 * @param priority higher ones are taken first
 * @param user who wrote it, fit to be said; empty for an operator
 * @param text what is answered or said
 * @param atMillis when it was written, ms since the epoch
 * @param sinceMillis when it began to wait
 */
record Candidate(String turn, Kind kind, int priority, String user, String text, long atMillis, long sinceMillis) {}
