/**
 * What the stages owe their rooms: seconds of media, and since when. {@link io.talkmatrix.topologies.debt.RoomDebts} is
 * the pure core, {@link io.talkmatrix.topologies.debt.DebtTopology} puts it on Kafka Streams, {@link
 * io.talkmatrix.topologies.debt.ListeningDebt} looks how far the listeners are behind, and {@link
 * io.talkmatrix.topologies.debt.MediaDebt} adds it up for metrics and for whoever scales the stages.
 */
package io.talkmatrix.topologies.debt;
