package io.talkmatrix.console.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Tickets for WebSockets, which cannot carry a header from a page: each is good for one upgrade within 30 s, and the
 * oldest is void when there are too many. Safe for use from any thread.
 */
@ApplicationScoped
public class Tickets {

    static final Duration VALID = Duration.ofSeconds(30);
    static final int MOST = 1_000;

    private final Map<String, Long> open = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;

    public Tickets() {
        this(System::nanoTime);
    }

    Tickets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A new ticket. */
    public synchronized String issue() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String ticket = HexFormat.of().formatHex(bytes);
        open.put(ticket, nanos.getAsLong());
        if (open.size() > MOST) {
            open.remove(open.keySet().iterator().next());
        }
        return ticket;
    }

    /** Takes a ticket in. @return false if it was never given out, used, or is too old */
    synchronized boolean redeem(String ticket) {
        Long issued = open.remove(ticket);
        return issued != null && nanos.getAsLong() - issued <= VALID.toNanos();
    }
}
