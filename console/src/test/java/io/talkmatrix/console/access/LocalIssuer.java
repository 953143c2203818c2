package io.talkmatrix.console.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer on this machine: a discovery document, a key, an endpoint for codes. */
public final class LocalIssuer implements AutoCloseable {

    public static final String CLIENT = "talkmatrix";

    private final HttpServer server;
    private final RsaJsonWebKey key;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile String form = "";

    public LocalIssuer() throws IOException, JoseException {
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("first");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int asked(String path) {
        return asked.getOrDefault(path, new AtomicInteger()).get();
    }

    String lastForm() {
        return form;
    }

    /** Of a user, for us, good for ten minutes. */
    public JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(address());
        claims.setAudience(CLIENT);
        claims.setSubject("operator");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        return claims;
    }

    public String token(JwtClaims claims) throws JoseException {
        return signed(claims, key, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    static String signed(JwtClaims claims, RsaJsonWebKey key, String algorithm) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(algorithm);
        return signature.getCompactSerialization();
    }

    String unsigned(JwtClaims claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        return signature.getCompactSerialization();
    }

    /** What whoever knows the public key can make, and a careless reader takes for the issuer's. */
    String signedWithThePublicKeyAsSecret(JwtClaims claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(new HmacKey(key.getRsaPublicKey().getEncoded()));
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        return signature.getCompactSerialization();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
        try (exchange) {
            switch (path) {
                case "/.well-known/openid-configuration" ->
                    send(
                            exchange,
                            200,
                            """
                            {"issuer": "%1$s", "jwks_uri": "%1$s/keys",
                             "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token"}
                            """
                                    .formatted(address()));
                case "/keys" ->
                    send(exchange, 200, new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
                case "/authorize" -> authorize(exchange);
                case "/token" -> exchangeCode(exchange);
                default -> send(exchange, 404, "{}");
            }
        }
    }

    /** A login that lets everybody in at once. */
    private static void authorize(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String redirect = value(query, "redirect_uri");
        exchange.getResponseHeaders().set("Location", redirect + "?code=code-1&state=" + value(query, "state"));
        exchange.sendResponseHeaders(302, -1);
    }

    private static String value(String query, String name) {
        for (String field : query.split("&")) {
            if (field.startsWith(name + "=")) {
                return java.net.URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private void exchangeCode(HttpExchange exchange) throws IOException {
        form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!form.contains("code=code-1")) {
            send(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        try {
            send(exchange, 200, "{\"id_token\": \"" + token(claims()) + "\", \"token_type\": \"Bearer\"}");
        } catch (JoseException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
