package io.talkmatrix.webrtc;

import io.talkmatrix.console.rtc.RtcGateway.IceServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Bounds and network of the WebRTC gateway.
 *
 * @param mostPeers viewers and microphones at the same time, 1–200; each viewer costs about a tenth of a core
 * @param microphonesPerRoom WHIP microphones of one room at the same time, 1–100
 * @param setUp how long an offer may take to be answered, 0.5–10 s
 * @param connect how long a peer may take from the answer to a connection (ICE and DTLS), 1–60 s
 * @param lost a peer that is not heard of for this long is dropped, 1–60 s (the network's own notice takes some seconds more)
 * @param mostBitsPerSecond of a viewer's picture, 100000–20000000
 * @param firstPort first UDP port for media, 0 for any; a peer takes one port on each network interface
 * @param lastPort last UDP port for media, 0 for any
 * @param iceServers {@code stun:} and {@code turn:} addresses, used here and told to the page
 * @param iceUser user of the TURN servers; the password is in TALKMATRIX_ICE_CREDENTIAL
 */
public record WebRtcSettings(
        int mostPeers,
        int microphonesPerRoom,
        Duration setUp,
        Duration connect,
        Duration lost,
        int mostBitsPerSecond,
        int firstPort,
        int lastPort,
        List<String> iceServers,
        String iceUser) {

    public WebRtcSettings {
        check(mostPeers >= 1 && mostPeers <= 200, "most-peers", mostPeers, "1 to 200");
        check(
                microphonesPerRoom >= 1 && microphonesPerRoom <= 100,
                "microphones-per-room",
                microphonesPerRoom,
                "1 to 100");
        check(within(setUp, 500, 10_000), "set-up", setUp, "0.5 s to 10 s");
        check(within(connect, 1_000, 60_000), "connect", connect, "1 s to 60 s");
        check(within(lost, 1_000, 60_000), "lost", lost, "1 s to 60 s");
        check(
                mostBitsPerSecond >= 100_000 && mostBitsPerSecond <= 20_000_000,
                "most-bits-per-second",
                mostBitsPerSecond,
                "100000 to 20000000");
        check(
                firstPort == 0 && lastPort == 0 || firstPort >= 1024 && lastPort <= 65_535,
                "first-port",
                firstPort + " and last-port " + lastPort,
                "both 0, or 1024 to 65535");
        check(
                firstPort == 0 || lastPort - firstPort + 1 >= mostPeers,
                "last-port",
                lastPort,
                "at least most-peers ports from first-port on");
        iceServers = List.copyOf(iceServers);
        for (String server : iceServers) {
            check(server.matches("(stuns?|turns?):\\S+"), "ice-servers", server, "stun:HOST or turn:HOST, with :PORT");
        }
    }

    public static WebRtcSettings defaults() {
        return new WebRtcSettings(
                16,
                4,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                2_500_000,
                0,
                0,
                List.of(),
                "");
    }

    /** What peers are told. @param credential of the TURN servers */
    public List<IceServer> iceServers(Optional<String> credential) {
        return iceServers.isEmpty() ? List.of() : List.of(new IceServer(iceServers, iceUser, credential.orElse("")));
    }

    private static boolean within(Duration time, long least, long most) {
        return time.toMillis() >= least && time.toMillis() <= most;
    }

    private static void check(boolean allowed, String key, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException("talkmatrix.webrtc." + key + "=" + value + " is not allowed: " + range);
        }
    }
}
