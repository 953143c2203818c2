package io.talkmatrix.console.sockets;

import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.console.live.RoomFullException;
import io.talkmatrix.console.live.Subscription;
import io.talkmatrix.console.live.Viewer;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A room's picture and sound for one page; the messages are those of {@link Viewer}. With {@code ?only=texts} it is not sent
 * the binary ones: the page has picture and sound by WebRTC.
 */
@WebSocket(path = "/ws/rooms/{room}/media")
@SessionScoped
public class MediaSocket {

    private final SocketGuard guard;
    private WebSocketConnection connection;
    private Subscription subscription = () -> {};

    @Inject
    public MediaSocket(SocketGuard guard) {
        this.guard = guard;
    }

    // The injected connection would be a proxy, of no use on the threads that send.
    @OnOpen
    void open(WebSocketConnection connection) {
        this.connection = connection;
        guard.admit(connection).ifPresent(served -> {
            Optional<LiveRoom> room = served.live().room(connection.pathParam("room"));
            if (room.isEmpty()) {
                SocketGuard.close(connection, SocketGuard.TRY_LATER, "the room is not on air yet");
                return;
            }
            try {
                subscription = room.get().subscribe(new SocketViewer(connection, withMedia(connection)));
            } catch (RoomFullException e) {
                SocketGuard.close(connection, SocketGuard.TRY_LATER, e.getMessage());
            }
        });
    }

    private static boolean withMedia(WebSocketConnection connection) {
        String query = connection.handshakeRequest().query();
        return query == null || !("&" + query + "&").contains("&only=texts&");
    }

    @OnTextMessage
    void said(String text) {
        SocketGuard.close(connection, SocketGuard.PROTOCOL, "this socket only sends");
    }

    @OnClose
    void closed() {
        subscription.close();
        guard.left();
    }

    private record SocketViewer(WebSocketConnection connection, boolean media) implements Viewer {
        @Override
        public CompletionStage<?> binary(byte[] message) {
            if (!media) {
                return CompletableFuture.completedStage(null);
            }
            return connection.sendBinary(message).subscribeAsCompletionStage();
        }

        @Override
        public CompletionStage<?> text(String json) {
            return connection.sendText(json).subscribeAsCompletionStage();
        }

        @Override
        public void dropped(String reason) {
            SocketGuard.close(connection, SocketGuard.POLICY, reason);
        }
    }
}
