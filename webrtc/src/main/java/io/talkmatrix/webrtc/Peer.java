package io.talkmatrix.webrtc;

import io.talkmatrix.console.rtc.RtcGateway.Way;

/** A session with one peer. Safe for use from any thread; closing it twice does nothing. */
interface Peer {

    Way way();

    String room();

    /** True if it has to be closed: the peer is gone, or what it came for is. */
    boolean over(long nowNanos);

    void close();
}
