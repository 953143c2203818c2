package io.talkmatrix.connect.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to Bilibili's open live platform: HMAC-SHA256 over its {@code x-bili-} headers in order of their names
 * (open-live.bilibili.com, "signature"). Immutable.
 */
final class BilibiliSigner {

    private final String keyId;
    private final byte[] secret;

    BilibiliSigner(String keyId, String secret) {
        this.keyId = keyId;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** All headers that the request needs. */
    Map<String, String> headers(String body, String nonce, long epochSeconds) {
        Map<String, String> signed = new TreeMap<>();
        signed.put("x-bili-accesskeyid", keyId);
        signed.put("x-bili-content-md5", md5(body));
        signed.put("x-bili-signature-method", "HMAC-SHA256");
        signed.put("x-bili-signature-nonce", nonce);
        signed.put("x-bili-signature-version", "1.0");
        signed.put("x-bili-timestamp", Long.toString(epochSeconds));
        String text = signed.entrySet().stream()
                .map(entry -> entry.getKey() + ':' + entry.getValue())
                .collect(Collectors.joining("\n"));
        Map<String, String> all = new TreeMap<>(signed);
        all.put("Authorization", hmac(text));
        all.put("Accept", "application/json");
        all.put("Content-Type", "application/json");
        return all;
    }

    private static String md5(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
