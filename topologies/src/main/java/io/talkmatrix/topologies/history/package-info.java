/**
 * What was really said in a room, made of the log. {@link io.talkmatrix.topologies.history.History} is the pure core,
 * {@link io.talkmatrix.topologies.history.HistoryTopology} puts it on Kafka Streams.
 */
package io.talkmatrix.topologies.history;
