package io.talkmatrix.console.rtc;

import java.util.List;

/**
 * What answers the offers of WebRTC peers. Sessions are set up by one exchange over HTTP (WHEP, RFC 9725 WHIP), without
 * trickling candidates. Safe for use from any thread; {@link #open} waits for the network, at most some seconds.
 */
public interface RtcGateway {

    /** Which way media goes. */
    enum Way {
        /** To the peer: the room's picture and sound. */
        WHEP,
        /** From the peer: a microphone. */
        WHIP;

        /** As the last part of an address. */
        public String path() {
            return this == WHEP ? "whep" : "whip";
        }
    }

    /**
     * A session that was set up.
     *
     * @param id to be closed by; nobody can guess it
     * @param sdp the answer with all candidates
     */
    record Answer(String id, String sdp) {}

    /**
     * A STUN or TURN server that peers are to use.
     *
     * @param username empty where none is needed
     * @param credential empty where none is needed
     */
    record IceServer(List<String> urls, String username, String credential) {}

    /**
     * Sets up a session.
     *
     * @throws RtcRefusedException if it was not
     */
    Answer open(Way way, String room, String offer);

    /** @return false if there is no such session, or no longer */
    boolean close(Way way, String room, String id);

    List<IceServer> iceServers();
}
