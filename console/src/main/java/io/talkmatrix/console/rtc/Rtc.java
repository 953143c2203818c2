package io.talkmatrix.console.rtc;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The gateway that this process answers WebRTC peers by, if any. Safe for use from any thread. */
@ApplicationScoped
public class Rtc {

    private final AtomicReference<RtcGateway> gateway = new AtomicReference<>();

    /** From now on peers are served. */
    public void open(RtcGateway by) {
        gateway.set(by);
    }

    /** From now on peers are refused. */
    public void close() {
        gateway.set(null);
    }

    public Optional<RtcGateway> gateway() {
        return Optional.ofNullable(gateway.get());
    }
}
