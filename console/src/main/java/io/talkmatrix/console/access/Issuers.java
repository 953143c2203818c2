package io.talkmatrix.console.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The issuer whose users may come in, if one is named; its library is loaded for nobody else. Waits for the network, 10 s
 * at most; safe for use from any thread.
 */
@ApplicationScoped
public class Issuers {

    /**
     * Where a page sends its user.
     *
     * @param authorize address of the issuer's login
     * @param client our name there
     */
    public record Login(String authorize, String client) {}

    private static final List<String> NAMES = List.of("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "AUDIENCE", "CLAIM");

    private final Optional<Issuer> issuer;

    /** @param config {@code TALKMATRIX_OIDC_ISSUER} and those beside it */
    @Inject
    public Issuers(Config config) {
        Map<String, String> variables = new HashMap<>();
        for (String name : NAMES) {
            String key = "talkmatrix.oidc." + name.toLowerCase(Locale.ROOT).replace('_', '-');
            config.getOptionalValue(key, String.class)
                    .ifPresent(value -> variables.put("TALKMATRIX_OIDC_" + name, value));
        }
        issuer = IssuerSettings.of(variables).map(Issuer::new);
    }

    Optional<Issuer> issuer() {
        return issuer;
    }

    /**
     * How pages log in; empty if they ask for a token instead.
     *
     * @throws IOException the issuer cannot be asked
     */
    public Optional<Login> login() throws IOException {
        return issuer.isPresent() ? issuer.get().login() : Optional.empty();
    }

    /**
     * A token for the code that the issuer's login gave to a page.
     *
     * @param verifier whose digest the page had shown (PKCE)
     * @param redirect where the login sent the page back to
     * @throws IOException the issuer refuses it, or cannot be asked
     */
    public String token(String code, String verifier, String redirect) throws IOException {
        if (issuer.isEmpty()) {
            throw new IOException("no TALKMATRIX_OIDC_ISSUER is set");
        }
        return issuer.get().token(code, verifier, redirect);
    }
}
