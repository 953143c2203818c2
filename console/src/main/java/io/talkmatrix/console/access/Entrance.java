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
 * @param token what a caller may show; empty if there is none
 * @param issuer whether a caller may show a token of an issuer; if there is neither, this machine needs to show none
 */
record Entrance(Optional<String> token, boolean issuer) {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OPEN =
            Set.of("/q/health/live", "/q/health/ready", "/api/login", "/api/login/token");
    private static final String BEARER = "Bearer ";

    /**
     * A request as far as it matters here.
     *
     * @param host the {@code Host} header or, in HTTP 2, the authority, with port
     * @param origin {@code Origin} header, empty if there is none
     * @param fetchSite {@code Sec-Fetch-Site} header, empty if there is none
     * @param authorization {@code Authorization} header, empty if there is none
     * @param ticket whether it shows a ticket that was just given out
     * @param issued what the issuer says of the token it shows
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
            Issued issued,
            boolean local) {

        /** What it shows behind {@code Bearer}, empty if nothing. */
        String bearer() {
            return authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
        }
    }

    /** What an issuer says of a token. */
    sealed interface Issued {

        /** It was not asked. */
        record Unasked() implements Issued {}

        record Accepted() implements Issued {}

        record Refused(String why) implements Issued {}

        /** It cannot be asked. */
        record Unknown(String why) implements Issued {}
    }

    /** @return why the request is refused, empty if it is not */
    Optional<Refusal> refusal(Request request) {
        boolean asks = token.isPresent() || issuer;
        if (!asks && !OWN_NAMES.contains(name(request.host()))) {
            return Optional.of(
                    new Refusal(
                            403,
                            "without a token the console answers only at localhost and 127.0.0.1: set TALKMATRIX_CONSOLE_TOKEN or TALKMATRIX_OIDC_ISSUER"));
        }
        if (foreign(request)) {
            return Optional.of(new Refusal(403, "the request comes from a page of another origin"));
        }
        if (!guarded(request.path())) {
            return Optional.empty();
        }
        if (!asks) {
            return request.local()
                    ? Optional.empty()
                    : Optional.of(new Refusal(
                            403, "without a token only this machine is served: set TALKMATRIX_CONSOLE_TOKEN"));
        }
        boolean known = request.upgrade() && request.ticket()
                || token.isPresent() && shows(request.bearer(), token.get())
                || request.issued() instanceof Issued.Accepted;
        return known ? Optional.empty() : Optional.of(unknown(request));
    }

    private static Refusal unknown(Request request) {
        if (request.issued() instanceof Issued.Unknown unknown) {
            return new Refusal(503, unknown.why());
        }
        if (request.issued() instanceof Issued.Refused refused) {
            return new Refusal(401, refused.why());
        }
        return new Refusal(
                401,
                request.upgrade()
                        ? "a WebSocket needs a fresh ticket of POST /api/tickets"
                        : "the header Authorization: Bearer <token> is missing or wrong");
    }

    /** Whether the issuer has to be asked about what a request shows. */
    boolean asksIssuer(Request request) {
        return issuer && guarded(request.path()) && Issuer.looksLikeToken(request.bearer());
    }

    /** Pages themselves hold no secret: they ask for the token, or log in. Whoever watches containers cannot show one. */
    private static boolean guarded(String path) {
        if (OPEN.contains(path)) {
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
    private static boolean shows(String shown, String token) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A refusal.
     *
     * @param status HTTP status
     */
    record Refusal(int status, String reason) {}
}
