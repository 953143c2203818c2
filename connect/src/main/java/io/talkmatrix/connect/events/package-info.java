/**
 * The source connector {@code LiveEventsSourceConnector}: what viewers do on a live platform becomes {@code live.comments}.
 * A {@link io.talkmatrix.connect.events.Feed} brings messages in (WebSocket, SSE, webhook), an
 * {@link io.talkmatrix.connect.events.EventMapping} makes events of them.
 */
package io.talkmatrix.connect.events;
