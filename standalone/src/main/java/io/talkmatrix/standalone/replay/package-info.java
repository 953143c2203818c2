/**
 * What was recorded, once more: records of turns are fed to the real stages on topics of their own, and what they make of
 * them is compared with what was made then. Knows Kafka through the runtime; what is fed when ({@link
 * io.talkmatrix.standalone.replay.Plan}) and what differs ({@link io.talkmatrix.standalone.replay.Comparison}) is pure.
 */
package io.talkmatrix.standalone.replay;
