package io.talkmatrix.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds free ports on the loopback, and says which one is taken. */
final class Ports {

    static final String HOST = "127.0.0.1";

    private Ports() {}

    /**
     * @param wanted port to check, or 0 for a free one
     * @param key setting to name in the message
     */
    static int reserve(int wanted, String key) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException.PortTaken(
                    "port " + wanted + " of " + HOST + " is taken (" + key
                            + "): stop what listens there, choose another port, or 0 for a free one",
                    e);
        }
    }
}
