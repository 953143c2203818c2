package io.talkmatrix.console.sockets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.talkmatrix.console.ConsoleBackend.Following;
import io.talkmatrix.console.activity.RoomNews;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;

/** What happens in a room, as JSON: {@link RoomNews}, the first one the room as it is. */
@WebSocket(path = "/ws/rooms/{room}/events")
@SessionScoped
public class EventsSocket {

    private final SocketGuard guard;
    private final ObjectMapper mapper;
    private WebSocketConnection connection;
    private volatile Following following = () -> {};

    @Inject
    public EventsSocket(SocketGuard guard, ObjectMapper mapper) {
        this.guard = guard;
        this.mapper = mapper;
    }

    // The injected connection would be a proxy, of no use on the threads that send.
    @OnOpen
    void open(WebSocketConnection connection) {
        this.connection = connection;
        // A page that never reads does not hear that it is dropped either: its connection ends when it is idle too
        // long.
        Outbox outbox = new Outbox(connection, () -> following.close());
        guard.admit(connection)
                .ifPresent(served -> following =
                        served.backend().follow(connection.pathParam("room"), news -> outbox.send(json(news))));
    }

    @OnTextMessage
    void said(String text) {
        SocketGuard.close(connection, SocketGuard.PROTOCOL, "this socket only sends");
    }

    @OnClose
    void closed() {
        following.close();
        guard.left();
    }

    private String json(RoomNews news) {
        try {
            return mapper.writerFor(RoomNews.class).writeValueAsString(news);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records are written without fail", e);
        }
    }
}
