package io.talkmatrix.console.access;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of {@link Gate}, pure. Where no token is set only this machine is served, and only under a name of its own, so
 * that a foreign page cannot reach it through a name server that lies.
 *
 * @param token what a caller must show; none is needed from this machine if it is empty
 */
record Entrance(Optional<String> token) {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> HEALTH = Set.of("/q/health/live", "/q/health/ready");
    private static final String BEARER = "Bearer ";

    /**
     * A request as far as it matters here.
     *
     * @param host the {@code Host} header or, in HTTP 2, the authority, with port
     * @param origin {@code Origin} header, empty if there is none
     * @param fetchSite {@code Sec-Fetch-Site} header, empty if there is none
     * @param authorization {@code Authorization} header, empty if there is none
     * @param ticket whether it shows a ticket that was just given out
     * @param local whether it comes from this machine
     */
    record Request(
            String method,
            String path,
            boolean upgrade,
            String host,
            String origin,
            String fetchSite,
            String authorization,
            boolean ticket,
            boolean local) {}

    /** @return why the request is refused, empty if it is not */
    Optional<Refusal> refusal(Request request) {
        if (token.isEmpty() && !OWN_NAMES.contains(name(request.host()))) {
            return Optional.of(
                    new Refusal(
                            403,
                            "without a token the console answers only at localhost and 127.0.0.1: set TALKMATRIX_CONSOLE_TOKEN"));
        }
        if (foreign(request)) {
            return Optional.of(new Refusal(403, "the request comes from a page of another origin"));
        }
        if (!guarded(request.path())) {
            return Optional.empty();
        }
        if (token.isEmpty()) {
            return request.local()
                    ? Optional.empty()
                    : Optional.of(new Refusal(
                            403, "without a token only this machine is served: set TALKMATRIX_CONSOLE_TOKEN"));
        }
        boolean known = request.upgrade() && request.ticket() || shows(request.authorization(), token.get());
        return known
                ? Optional.empty()
                : Optional.of(new Refusal(
                        401,
                        request.upgrade()
                                ? "a WebSocket needs a fresh ticket of POST /api/tickets"
                                : "the header Authorization: Bearer <token> is missing or wrong"));
    }

    /** Pages themselves hold no secret: they ask for the token. Whoever watches containers cannot show one. */
    private static boolean guarded(String path) {
        if (HEALTH.contains(path)) {
            return false;
        }
        return path.startsWith("/api") || path.startsWith("/ws") || path.startsWith("/q/");
    }

    private static boolean foreign(Request request) {
        if (READING.contains(request.method()) && !request.upgrade()) {
            return false;
        }
        if (!request.origin().isEmpty()) {
            return !sameOrigin(request.origin(), request.host());
        }
        return !request.fetchSite().isEmpty()
                && !request.fetchSite().equals("same-origin")
                && !request.fetchSite().equals("none");
    }

    private static boolean sameOrigin(String origin, String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String name(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    /** In a time that does not tell how much of it was right. */
    private static boolean shows(String authorization, String token) {
        return authorization.startsWith(BEARER)
                && MessageDigest.isEqual(
                        authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A refusal.
     *
     * @param status HTTP status
     */
    record Refusal(int status, String reason) {}
}
