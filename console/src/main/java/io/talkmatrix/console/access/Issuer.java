package io.talkmatrix.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.console.access.Entrance.Issued;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * An OpenID Connect issuer: checks its tokens and exchanges codes for them. It is asked where its keys are when the first
 * token comes, and for its keys again when one is signed by a key that is not known, every 30 s at most. Waits for the
 * network, 10 s at most; safe for use from any thread.
 */
final class Issuer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long KEYS_AT_MOST_EVERY_MILLIS = 30_000;
    private static final int CLOCKS_DIFFER_SECONDS = 60;
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_WHY = 200;

    /** Signatures by a key of the issuer's own. One that both sides know (HS256) would make its client an issuer. */
    private static final AlgorithmConstraints SIGNATURES = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);

    private record Known(JwtConsumer tokens, String authorize, String exchange) {}

    private final IssuerSettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private Known known; // guarded by this

    Issuer(IssuerSettings settings) {
        this.settings = settings;
    }

    /** Whether it may be one of an issuer's tokens: three parts. */
    static boolean looksLikeToken(String bearer) {
        return bearer.chars().filter(c -> c == '.').count() == 2;
    }

    Issued check(String token) {
        try {
            JwtClaims claims = known().tokens().processToClaims(token);
            return settings.claim().isEmpty() || holds(claims, settings.claim().get())
                    ? new Issued.Accepted()
                    : new Issued.Refused(
                            "the token does not hold " + settings.claim().get().name() + "="
                                    + settings.claim().get().value());
        } catch (InvalidJwtException e) {
            return e.getCause() instanceof UnresolvableKeyException unresolved
                            && unresolved.getCause() instanceof IOException
                    ? new Issued.Unknown("the issuer's keys cannot be fetched")
                    : new Issued.Refused(why(e));
        } catch (IOException e) {
            return new Issued.Unknown(e.getMessage());
        }
    }

    private static boolean holds(JwtClaims claims, IssuerSettings.Claim wanted) {
        Object value = claims.getClaimValue(wanted.name());
        return value instanceof Iterable<?> many
                ? holdsOne(many, wanted.value())
                : value != null && value.toString().equals(wanted.value());
    }

    private static boolean holdsOne(Iterable<?> many, String wanted) {
        for (Object one : many) {
            if (wanted.equals(one)) {
                return true;
            }
        }
        return false;
    }

    /** The library's message holds the whole token, its details do not. */
    private static String why(InvalidJwtException e) {
        if (e.hasExpired()) {
            return "the token has expired";
        }
        return "the token is not one of the issuer's for us: "
                + e.getErrorDetails().stream()
                        .map(detail -> detail.getErrorMessage().replaceAll("\\s+", " "))
                        .map(text -> text.length() > LONGEST_WHY ? text.substring(0, LONGEST_WHY) : text)
                        .collect(Collectors.joining("; "));
    }

    /** Where pages send their users; empty if none may log in so. */
    Optional<Issuers.Login> login() throws IOException {
        if (settings.client().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Issuers.Login(known().authorize(), settings.client().get()));
    }

    /**
     * A token for the code that the issuer's login gave to a page.
     *
     * @param verifier whose digest the page had shown (PKCE)
     * @throws IOException the issuer refuses it, or cannot be asked
     */
    String token(String code, String verifier, String redirect) throws IOException {
        String client = settings.client().orElseThrow(() -> new IOException("no TALKMATRIX_OIDC_CLIENT_ID is set"));
        Map<String, String> form = Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "code_verifier", verifier,
                "redirect_uri", redirect,
                "client_id", client);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(known().exchange()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> field.getKey() + '=' + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
        settings.secret()
                .ifPresent(secret -> request.header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((encoded(client) + ':' + encoded(secret))
                                                .getBytes(StandardCharsets.UTF_8))));
        JsonNode answer = ask(request, "exchange the code");
        String token = answer.path("id_token").asText("");
        if (token.isEmpty()) {
            throw new IOException("the issuer gave no id_token: the scope openid is needed");
        }
        return token;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private synchronized Known known() throws IOException {
        if (known == null) {
            known = discover();
        }
        return known;
    }

    private Known discover() throws IOException {
        String issuer = settings.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode document = ask(
                HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration")),
                "tell where its keys are");
        if (!document.path("issuer").asText("").equals(issuer)) {
            throw new IOException("the issuer " + issuer + " calls itself "
                    + document.path("issuer").asText("nothing"));
        }
        HttpsJwks keys = new HttpsJwks(document.path("jwks_uri").asText());
        Get get = new Get();
        get.setConnectTimeout((int) TIMEOUT.toMillis());
        get.setReadTimeout((int) TIMEOUT.toMillis());
        get.setResponseBodySizeLimit(MOST_BYTES);
        get.setRetries(0);
        keys.setSimpleHttpGet(get);
        keys.setRefreshReprieveThreshold(KEYS_AT_MOST_EVERY_MILLIS);
        keys.setRetainCacheOnErrorDuration(TIMEOUT.toSeconds());
        JwtConsumer tokens = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .setJwsAlgorithmConstraints(SIGNATURES)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(settings.audiences().toArray(String[]::new))
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(CLOCKS_DIFFER_SECONDS)
                .build();
        return new Known(
                tokens,
                document.path("authorization_endpoint").asText(),
                document.path("token_endpoint").asText());
    }

    private JsonNode ask(HttpRequest.Builder request, String what) throws IOException {
        try {
            HttpResponse<InputStream> response = http.send(
                    request.timeout(TIMEOUT)
                            .header("Accept", "application/json")
                            .build(),
                    BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("the issuer " + settings.issuer() + " does not " + what + ": HTTP "
                            + response.statusCode());
                }
                return JSON.readTree(body.readNBytes(MOST_BYTES));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the issuer was asked", e);
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage() != null && e.getMessage().startsWith("the issuer")
                            ? e.getMessage()
                            : "the issuer " + settings.issuer() + " does not " + what + ": " + e,
                    e);
        }
    }
}
