package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.ProcessVariable;

/** The address that a command serves at, and what it takes to serve other machines. */
final class Exposure {

    static final String LOOPBACK = "127.0.0.1";

    private Exposure() {}

    /** Who is not on this machine would be refused all the same, but is better told at once. */
    static void requireToken(String host) {
        String token = System.getenv(ProcessVariable.TALKMATRIX_CONSOLE_TOKEN.name());
        if (!host.equals(LOOPBACK) && !host.equals("localhost") && (token == null || token.isBlank())) {
            throw new UserError(
                    Kind.CONFIG,
                    "--host " + host + " serves other machines: set TALKMATRIX_CONSOLE_TOKEN, or leave it out");
        }
    }
}
