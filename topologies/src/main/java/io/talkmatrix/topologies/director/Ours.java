package io.talkmatrix.topologies.director;

/**
 * A turn of ours that has not ended.
 *
 * @param item of the script, −1 if it is none
 * @param sentence of that item
 * @param basket what it thanks for, null if nothing
 */
record Ours(String turn, Kind kind, int item, int sentence, Basket basket) {}
