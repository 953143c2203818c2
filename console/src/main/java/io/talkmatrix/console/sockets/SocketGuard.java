package io.talkmatrix.console.sockets;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.Console.Served;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Which WebSockets may open, and how they are closed. Safe for use from any thread. */
@ApplicationScoped
public class SocketGuard implements HttpUpgradeCheck {

    /** A message that does not fit the protocol. */
    static final int PROTOCOL = 1002;

    /** A client that breaks a rule. */
    static final int POLICY = 1008;

    /** The server cannot serve it now. */
    static final int TRY_LATER = 1013;

    private static final System.Logger LOG = System.getLogger(SocketGuard.class.getName());
    private static final int LONGEST_REASON = 120;

    private final Console console;
    private final AtomicInteger open = new AtomicInteger();

    @Inject
    public SocketGuard(Console console) {
        this.console = console;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        Optional<Served> served = console.served();
        if (served.isEmpty() || open.get() >= served.get().settings().mostSockets()) {
            return CheckResult.rejectUpgrade(503);
        }
        String room = context.pathParam("room");
        return served.get().backend().room(room == null ? "" : room).isPresent()
                ? CheckResult.permitUpgrade()
                : CheckResult.rejectUpgrade(404);
    }

    /** Counts a socket that opened. @return what it may use, empty if it was closed instead */
    Optional<Served> admit(WebSocketConnection connection) {
        Optional<Served> served = console.served();
        int now = open.incrementAndGet();
        if (served.isEmpty() || now > served.get().settings().mostSockets()) {
            close(connection, TRY_LATER, "the console serves no more sockets now");
            return Optional.empty();
        }
        return served;
    }

    /** Counts a socket that closed. */
    void left() {
        open.decrementAndGet();
    }

    /** How many sockets are open. */
    int open() {
        return open.get();
    }

    /** Closes a socket; whether the other side still hears it does not matter. */
    static void close(WebSocketConnection connection, int code, String reason) {
        if (connection.isClosed()) {
            return;
        }
        String shortened = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        LOG.log(Level.DEBUG, "socket {0} is closed: {1}", connection.id(), shortened);
        connection
                .close(new CloseReason(code, shortened))
                .subscribe()
                .with(done -> {}, failed -> LOG.log(Level.DEBUG, "socket {0} was gone", connection.id()));
    }
}
