package io.talkmatrix.standalone.cli;

import io.talkmatrix.console.access.IssuerSettings;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.ProcessVariable;
import java.util.Map;

/** The address that a command serves at, and what it takes to serve other machines. */
public final class Exposure {

    static final String LOOPBACK = "127.0.0.1";

    /** What {@code --host} is without being given. */
    static final String DEFAULT = "${env:TALKMATRIX_HOST:-" + LOOPBACK + "}";

    /** Shorter keys can be guessed over a network. */
    static final int LEAST_TOKEN = 16;

    private Exposure() {}

    /**
     * Who is not on this machine would be refused all the same, but is better told before anything listens.
     *
     * @throws UserError if other machines were served without a key that deserves the name
     */
    public static void require(String host, Map<String, String> environment) {
        boolean issuer = issuer(environment);
        if (host.equals(LOOPBACK) || host.equals("localhost") || host.equals("::1")) {
            return;
        }
        String token = environment
                .getOrDefault(ProcessVariable.TALKMATRIX_CONSOLE_TOKEN.name(), "")
                .strip();
        if (token.isEmpty() && issuer) {
            return;
        }
        if (token.isEmpty()) {
            throw new UserError(
                    Kind.CONFIG,
                    "--host " + host + " serves other machines: set TALKMATRIX_CONSOLE_TOKEN, which callers must show,"
                            + " or TALKMATRIX_OIDC_ISSUER, who vouches for them, or leave --host out and only this machine is served");
        }
        if (token.length() < LEAST_TOKEN) {
            throw new UserError(
                    Kind.CONFIG,
                    "TALKMATRIX_CONSOLE_TOKEN has " + token.length() + " characters: to serve other machines (--host "
                            + host + ") it needs at least " + LEAST_TOKEN + ", for example of: openssl rand -hex 16");
        }
    }

    private static boolean issuer(Map<String, String> environment) {
        try {
            return IssuerSettings.of(environment).isPresent();
        } catch (IllegalArgumentException e) {
            throw new UserError(Kind.CONFIG, e.getMessage(), e);
        }
    }
}
