package io.talkmatrix.console.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.talkmatrix.console.access.Entrance.Issued;
import io.talkmatrix.console.access.Entrance.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses who may not come in, before anything else sees the request. */
@ApplicationScoped
public class Gate {

    private static final int FIRST = 1_000;

    private final Entrance entrance;
    private final Tickets tickets;
    private final Optional<Issuer> issuer;

    /** @param token {@code TALKMATRIX_CONSOLE_TOKEN} */
    @Inject
    public Gate(
            @ConfigProperty(name = "talkmatrix.console.token") Optional<String> token,
            Tickets tickets,
            Issuers issuers) {
        this.issuer = issuers.issuer();
        this.entrance = new Entrance(token.filter(text -> !text.isBlank()), issuer.isPresent());
        this.tickets = tickets;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String ticket = request.getParam("ticket");
        boolean upgrade = header(request, "Upgrade").equalsIgnoreCase("websocket");
        boolean ticketed = upgrade && ticket != null && tickets.redeem(ticket);
        Entrance.Request asked = asked(context, upgrade, ticketed, new Issued.Unasked());
        if (issuer.isEmpty() || ticketed || !entrance.asksIssuer(asked)) {
            decide(context, asked);
            return;
        }
        // Its keys may have to be fetched. What is not read meanwhile must not be lost.
        request.pause();
        context.vertx()
                .executeBlocking(() -> issuer.get().check(asked.bearer()), false)
                .onComplete(issued -> {
                    request.resume();
                    decide(
                            context,
                            asked(
                                    context,
                                    upgrade,
                                    false,
                                    issued.succeeded()
                                            ? issued.result()
                                            : new Issued.Unknown("the issuer could not be asked")));
                });
    }

    private static Entrance.Request asked(RoutingContext context, boolean upgrade, boolean ticketed, Issued issued) {
        HttpServerRequest request = context.request();
        return new Entrance.Request(
                request.method().name(),
                context.normalizedPath(),
                upgrade,
                request.authority() == null ? "" : request.authority().toString(),
                header(request, "Origin"),
                header(request, "Sec-Fetch-Site"),
                header(request, "Authorization"),
                ticketed,
                issued,
                local(request));
    }

    private void decide(RoutingContext context, Entrance.Request asked) {
        Optional<Refusal> refusal = entrance.refusal(asked);
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' ws: wss:");
        if (refusal.isEmpty()) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(refusal.get().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(new JsonObject()
                        .put("title", "Not allowed")
                        .put("status", refusal.get().status())
                        .put("detail", refusal.get().reason())
                        .encode());
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static boolean local(HttpServerRequest request) {
        try {
            return request.remoteAddress() != null
                    && InetAddress.getByName(request.remoteAddress().hostAddress())
                            .isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
