package io.talkmatrix.media.push;

import io.talkmatrix.media.MediaException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One place a room's stream goes to, on a thread of its own: it connects, sends, and connects again when it has to, for as
 * long as it is open. Whoever offers packets never waits for it. A new connection begins with the newest key picture and
 * the stream's own clock, so times never go back. Safe for use from any thread.
 */
public final class Target implements AutoCloseable {

    /** What a target does. */
    public enum State {
        WAITING,
        SENDING,
        BROKEN,
        CLOSED
    }

    /**
     * How a target fares.
     *
     * @param name for people; holds no secret
     * @param trouble why it is not sending; empty if it is
     * @param connections how often it was opened
     * @param dropped packets that were left out because it was slow
     */
    public record Status(String name, State state, String trouble, long connections, long bytes, long dropped) {}

    private static final System.Logger LOG = System.getLogger(Target.class.getName());
    /** 4 s at 3 Mbit/s; whoever is further behind begins anew with the newest picture. */
    private static final int MOST_BYTES = 1_500_000;

    private static final long MOST_BEHIND_MILLIS = 3_000;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final String name;
    private final int width;
    private final int height;
    private final Output.Opener opener;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private final Deque<Packet> waiting = new ArrayDeque<>(); // guarded by this
    private int waitingBytes; // guarded by this
    private boolean skipping; // guarded by this: pictures up to the next key
    private boolean sending; // guarded by this
    private boolean closing; // guarded by this
    private String trouble = "is being connected"; // guarded by this
    private long connections; // guarded by this
    private long bytes; // guarded by this
    private long dropped; // guarded by this
    private Format format;

    /**
     * Begins.
     *
     * @param name of the target with its room, for the log; holds no secret
     * @param nanoTime a monotonic clock
     */
    public Target(String name, int width, int height, Output.Opener opener, LongSupplier nanoTime) {
        this.name = name;
        this.width = width;
        this.height = height;
        this.opener = opener;
        this.nanoTime = nanoTime;
        thread = new Thread(this::run, "target-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Hands on what follows; returns at once. */
    public synchronized void offer(List<Packet> packets) {
        for (Packet packet : packets) {
            boolean picture = packet instanceof Packet.Picture;
            if (picture && ((Packet.Picture) packet).key()) {
                skipping = false;
                if (!sending) {
                    clear();
                }
            }
            if (picture && skipping) {
                dropped++;
            } else {
                waiting.add(packet);
                waitingBytes += packet.bytes();
            }
        }
        if (waitingBytes > MOST_BYTES || behindMillis() > MOST_BEHIND_MILLIS) {
            dropped += waiting.size();
            clear();
            skipping = true;
        }
        notifyAll();
    }

    private long behindMillis() {
        return waiting.isEmpty()
                ? 0
                : waiting.peekLast().millis() - waiting.peekFirst().millis();
    }

    private void clear() {
        waiting.clear();
        waitingBytes = 0;
    }

    public synchronized Status status() {
        State state =
                closing ? State.CLOSED : sending ? State.SENDING : connections == 0 ? State.WAITING : State.BROKEN;
        return new Status(name, state, sending ? "" : trouble, connections, bytes, dropped);
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        long lostAt = nanoTime.getAsLong();
        try {
            while (true) {
                Optional<Packet.Picture> key = nextKey();
                if (key.isEmpty()) {
                    return;
                }
                boolean opened = false;
                try (Output output = opener.open(format)) {
                    opened = true;
                    pause = FIRST_PAUSE_MILLIS;
                    connected(lostAt);
                    send(output, key.get());
                } catch (MediaException e) {
                    lost(e.getMessage());
                } catch (RuntimeException e) {
                    // Its message may quote an address, and with it the key.
                    lost(name + " failed with " + e.getClass().getSimpleName());
                }
                lostAt = opened ? nanoTime.getAsLong() : lostAt;
                await(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The newest key picture, taken out with everything before it; empty once the target is closing. */
    private Optional<Packet.Picture> nextKey() throws InterruptedException {
        synchronized (this) {
            while (!closing) {
                Packet packet = waiting.pollFirst();
                if (packet == null) {
                    wait(500);
                    continue;
                }
                waitingBytes -= packet.bytes();
                if (packet instanceof Packet.Picture picture && picture.key()) {
                    Optional<Format> found = Format.of(picture, width, height);
                    if (found.isPresent()) {
                        format = found.get();
                        return Optional.of(picture);
                    }
                }
            }
            return Optional.empty();
        }
    }

    private synchronized void connected(long lostAt) {
        sending = true;
        connections++;
        LOG.log(
                connections == 1 ? Level.INFO : Level.WARNING,
                connections == 1 ? "{0} is connected" : "{0} is connected again after {1} ms",
                name,
                Long.toString((nanoTime.getAsLong() - lostAt) / 1_000_000));
    }

    private synchronized void lost(String reason) {
        if (sending || connections == 0 && trouble.startsWith("is being")) {
            LOG.log(Level.WARNING, "{0}; trying again until it is back", reason);
        }
        trouble = reason;
        sending = false;
        clear();
    }

    /** Sends until the target is closing or the pictures' format changes; nothing that is older than the first picture. */
    private void send(Output output, Packet.Picture first) throws InterruptedException {
        Packet packet = first;
        while (packet != null) {
            if (packet instanceof Packet.Picture picture && picture.key() && !sameFormat(picture)) {
                putBack(packet);
                return;
            }
            if (packet.millis() >= first.millis()) {
                output.write(packet);
            }
            packet = next(packet.bytes());
        }
    }

    private boolean sameFormat(Packet.Picture key) {
        return Format.of(key, width, height).map(format::same).orElse(true);
    }

    private synchronized void putBack(Packet packet) {
        sending = false;
        waiting.addFirst(packet);
        waitingBytes += packet.bytes();
    }

    /** The next packet, null once the target is closing. */
    private synchronized Packet next(int bytesSent) throws InterruptedException {
        bytes += bytesSent;
        while (!closing) {
            Packet packet = waiting.pollFirst();
            if (packet != null) {
                waitingBytes -= packet.bytes();
                return packet;
            }
            wait(500);
        }
        return null;
    }

    private synchronized void await(long millis) throws InterruptedException {
        long end = nanoTime.getAsLong() + millis * 1_000_000;
        for (long left = millis; !closing && left > 0; left = (end - nanoTime.getAsLong()) / 1_000_000) {
            wait(left);
        }
    }

    /** Tells it to end; {@link #close} waits for that. */
    public synchronized void stop() {
        closing = true;
        notifyAll();
    }

    /** Ends it in order; waits up to 5 s. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
