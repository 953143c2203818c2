/**
 * The sink connector {@code StreamSinkConnector}: every open room that names outputs is played out and sent there.
 * {@link io.talkmatrix.connect.stream.RoomStream} is one room, {@link io.talkmatrix.connect.stream.StreamRooms} all rooms of a
 * task.
 */
package io.talkmatrix.connect.stream;
