/**
 * The page server of {@code up}: REST under {@code /api}, WebSockets under {@code /ws}, pages at {@code /}. This package
 * holds the ports they stand on ({@link io.talkmatrix.console.ConsoleBackend}, {@link io.talkmatrix.console.Catalogue},
 * {@link io.talkmatrix.console.live.LiveRooms}) and {@link io.talkmatrix.console.Console}, which {@code up} opens once
 * everything runs; until then, and in every other command, each address answers 503. {@code activity} makes a room's
 * records into what a page shows (pure), {@code api} is the REST half, {@code sockets} the WebSocket half, {@code kafka}
 * the backend over the topics, {@code live} the sink that paces rooms for the pages. Sees no engine and no Avro class.
 */
package io.talkmatrix.console;
