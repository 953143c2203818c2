package io.talkmatrix.media.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of a room's outputs: {@code rtmp://}, {@code rtmps://} or {@code srt://} and an address, {@code hls} or
 * {@code record}. Rooms are stored in Kafka and shown to whoever may see the console, so an address never holds a stream
 * key: where the key belongs stands <code>${env:NAME}</code> or <code>${file:NAME}</code>, which the process that pushes
 * fills in ({@link StreamKeys}). Only on this machine's own addresses may the last part be plain.
 *
 * @param text as it was written
 */
public record OutputSpec(Kind kind, String text) {

    /** Where a stream can go. */
    public enum Kind {
        RTMP,
        RTMPS,
        SRT,
        HLS,
        RECORD
    }

    static final Pattern SECRET = Pattern.compile("\\$\\{(env|file):([A-Za-z0-9._-]{1,128})}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> SRT_SECRETS = Set.of("streamid", "passphrase");
    private static final String STANDS_FOR_SECRET = "tm-secret";
    private static final int MOST_CHARACTERS = 1_000;

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException it is none of these kinds, or holds what looks like a key; the message quotes nothing
     *     of it but its kind and host
     */
    public static OutputSpec parse(String entry) {
        String text = entry.strip();
        if (text.equalsIgnoreCase("hls")) {
            return new OutputSpec(Kind.HLS, "hls");
        }
        if (text.equalsIgnoreCase("record")) {
            return new OutputSpec(Kind.RECORD, "record");
        }
        int scheme = text.indexOf("://");
        Kind kind = scheme < 0 ? null : kind(text.substring(0, scheme));
        if (kind == null || text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "an output is rtmp://…, rtmps://…, srt://…, hls or record, with at most 1000 characters");
        }
        check(kind, text);
        return new OutputSpec(kind, text);
    }

    private static Kind kind(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "rtmp" -> Kind.RTMP;
            case "rtmps" -> Kind.RTMPS;
            case "srt" -> Kind.SRT;
            default -> null;
        };
    }

    private static void check(Kind kind, String text) {
        URI address;
        try {
            address = new URI(SECRET.matcher(text).replaceAll(STANDS_FOR_SECRET));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "an output of kind " + kind + " is not an address (a placeholder is ${env:NAME} or ${file:NAME})");
        }
        String host = address.getHost();
        if (host == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "an output of kind " + kind + " needs a host, and a password only as ${env:NAME} or ${file:NAME}");
        }
        boolean secret = kind == Kind.SRT ? srtSecrets(address) : rtmpSecret(address);
        if (!secret && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException(
                    "the output at " + host + " holds its stream key: put it into the environment"
                            + " and write ${env:TALKMATRIX_STREAM_…} in its place, or into a file of the keys' folder and write"
                            + " ${file:NAME}");
        }
    }

    /** The application may be plain, what follows is the key. */
    private static boolean rtmpSecret(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        String[] parts = path.substring(Math.min(1, path.length())).split("/", 2);
        return parts.length == 2 && parts[1].startsWith(STANDS_FOR_SECRET) && address.getQuery() == null;
    }

    private static boolean srtSecrets(URI address) {
        if (address.getQuery() == null) {
            return true;
        }
        for (String pair : address.getQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            if (SRT_SECRETS.contains(parts[0]) && !(parts.length == 2 && parts[1].equals(STANDS_FOR_SECRET))) {
                return false;
            }
        }
        return true;
    }
}
