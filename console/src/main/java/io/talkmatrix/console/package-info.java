/**
 * The page server of {@code up}: REST under {@code /api}, WebSockets under {@code /ws}, pages at {@code /}. This package
 * holds the ports they stand on ({@link io.talkmatrix.console.ConsoleBackend}, {@link io.talkmatrix.console.RoomMedia})
 * and {@link io.talkmatrix.console.Console}, which {@code up} opens once everything runs; until then, and in every other
 * command, each address answers 503. {@code api} is the REST half, {@code sockets} the WebSocket half, {@code kafka} the
 * backend over the topics, {@code live} the sink that paces rooms for the pages. Sees no engine and no Avro class.
 */
package io.talkmatrix.console;
