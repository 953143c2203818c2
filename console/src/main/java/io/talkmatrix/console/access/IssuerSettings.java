package io.talkmatrix.console.access;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenID Connect issuer whose users may come in.
 *
 * @param issuer its address exactly as its tokens name it; https, or http on this machine
 * @param client our name there, with which pages log in; empty: pages ask for a token instead
 * @param secret what that client proves itself with; empty for a public one
 * @param audiences of whom a token must name one; the client is one of them
 * @param claim what a token must hold besides; empty: whoever the issuer vouches for comes in
 */
public record IssuerSettings(
        URI issuer, Optional<String> client, Optional<String> secret, Set<String> audiences, Optional<Claim> claim) {

    private static final String PREFIX = "TALKMATRIX_OIDC_";
    private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]");

    /** A claim that is this value, or a list that holds it. */
    public record Claim(String name, String value) {}

    public IssuerSettings {
        audiences = Set.copyOf(audiences);
        boolean safe = "https".equals(issuer.getScheme())
                || "http".equals(issuer.getScheme()) && issuer.getHost() != null && OWN.contains(issuer.getHost());
        if (!safe || issuer.getHost() == null || issuer.getQuery() != null || issuer.getFragment() != null) {
            throw new IllegalArgumentException(
                    PREFIX + "ISSUER=" + issuer + " is no https address (http is allowed on this machine only)");
        }
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException(PREFIX + "ISSUER needs " + PREFIX + "CLIENT_ID or " + PREFIX
                    + "AUDIENCE: without it tokens that were given out for anybody else would open the console");
        }
    }

    /**
     * Reads the environment variables that begin with {@code TALKMATRIX_OIDC_}.
     *
     * @return empty if no issuer is named
     * @throws IllegalArgumentException naming the variable, its value and what is allowed
     */
    public static Optional<IssuerSettings> of(Map<String, String> environment) {
        Optional<String> issuer = variable(environment, "ISSUER");
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> client = variable(environment, "CLIENT_ID");
        Set<String> audiences = new LinkedHashSet<>();
        client.ifPresent(audiences::add);
        variable(environment, "AUDIENCE").ifPresent(audiences::add);
        return Optional.of(new IssuerSettings(
                address(issuer.get()),
                client,
                variable(environment, "CLIENT_SECRET"),
                audiences,
                variable(environment, "CLAIM").map(IssuerSettings::claim)));
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "ISSUER=" + text + " is no address", e);
        }
    }

    private static Claim claim(String text) {
        int at = text.indexOf('=');
        if (at < 1 || at == text.length() - 1) {
            throw new IllegalArgumentException(
                    PREFIX + "CLAIM=" + text + " is not NAME=VALUE, for example groups=studio");
        }
        return new Claim(text.substring(0, at), text.substring(at + 1));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(PREFIX + name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
