package io.talkmatrix.webrtc;

import dev.onvoid.webrtc.RTCConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.console.rtc.RtcGateway;
import io.talkmatrix.console.rtc.RtcRefusedException;
import io.talkmatrix.console.rtc.RtcRefusedException.Why;
import io.talkmatrix.stage.AudioChunk;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Sets up sessions with peers, a bounded number of them, and ends those of peers that are gone. One for a process. Safe for
 * use from any thread.
 */
public final class WebRtcGateway implements RtcGateway, AutoCloseable {

    /** Name of its sink: {@code stage} of the milestones it writes. */
    public static final String SINK = "webrtc";

    private static final System.Logger LOG = System.getLogger(WebRtcGateway.class.getName());
    private static final long LOOK_MILLIS = 250;
    private static final long STOP_SECONDS = 5;

    /** A feed and how many watch by it. */
    private static final class Watched {
        private final RoomFeed feed;
        private int viewers;

        Watched(RoomFeed feed) {
            this.feed = feed;
        }
    }

    private final LiveRooms rooms;
    private final WebRtcSettings settings;
    private final Optional<String> credential;
    private final MicrophoneLine microphones;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Natives natives;
    private final RTCConfiguration configuration;
    private final Map<String, Peer> peers = new HashMap<>();
    private final Map<String, Watched> watched = new HashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "webrtc-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Counter dropped;
    private int settingUp;
    private boolean closed;

    /**
     * Loads the native library.
     *
     * @param rooms what is watched and spoken to; closed by the caller, afterwards
     * @param hear passes on what microphones hear; may wait
     * @param credential of the TURN servers
     * @throws IllegalStateException if the library cannot be loaded
     */
    public WebRtcGateway(
            LiveRooms rooms,
            Function<AudioChunk, ? extends CompletionStage<?>> hear,
            WebRtcSettings settings,
            Optional<String> credential,
            MeterRegistry meters) {
        this.rooms = rooms;
        this.settings = settings;
        this.credential = credential;
        natives = new Natives();
        configuration = Natives.configuration(settings, credential);
        microphones = new MicrophoneLine(hear);
        for (Way way : Way.values()) {
            Gauge.builder("talkmatrix.webrtc.peers", () -> count(way))
                    .description("Sessions that are open")
                    .tag("way", way.path())
                    .register(meters);
        }
        dropped = Counter.builder("talkmatrix.webrtc.dropped.peers")
                .description("Peers that did not connect, or were lost, and rooms that were closed under them")
                .register(meters);
        watch.scheduleWithFixedDelay(this::dropLost, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized long count(Way way) {
        return peers.values().stream().filter(peer -> peer.way() == way).count();
    }

    @Override
    public Answer open(Way way, String roomId, String text) {
        Offer offer = Offer.of(way, text);
        LiveRoom room = rooms.room(roomId)
                .orElseThrow(() -> new RtcRefusedException(Why.ROOM, "there is no open room of that name"));
        reserve();
        try {
            return switch (way) {
                case WHEP -> watch(room, offer);
                case WHIP -> listen(room, offer);
            };
        } finally {
            synchronized (this) {
                settingUp--;
                notifyAll();
            }
        }
    }

    private synchronized void reserve() {
        if (closed) {
            throw new RtcRefusedException(Why.UNAVAILABLE, "the gateway is stopping");
        }
        if (peers.size() + settingUp >= settings.mostPeers()) {
            throw new RtcRefusedException(
                    Why.FULL, "there are already " + settings.mostPeers() + " peers (talkmatrix.webrtc.most-peers)");
        }
        settingUp++;
    }

    private Answer watch(LiveRoom room, Offer offer) {
        RoomFeed feed = enter(room);
        ViewerPeer peer = new ViewerPeer(room.id(), feed, natives.sending(), configuration, settings);
        try {
            return admit(peer, peer.answer(offer));
        } catch (RuntimeException e) {
            peer.close();
            leave(room.id());
            throw e;
        }
    }

    private Answer listen(LiveRoom room, Offer offer) {
        requireMicrophone(room.id());
        SoundIn sound = new SoundIn(room.id(), "whip-" + UUID.randomUUID(), microphones::add, clock);
        MicrophonePeer peer = new MicrophonePeer(
                room.id(),
                sound,
                () -> rooms.room(room.id()).isPresent(),
                natives.receiving(),
                configuration,
                settings);
        try {
            return admit(peer, peer.answer(offer));
        } catch (RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    private Answer admit(Peer peer, String sdp) {
        String id = id();
        synchronized (this) {
            if (closed) {
                throw new RtcRefusedException(Why.UNAVAILABLE, "the gateway is stopping");
            }
            if (peer.way() == Way.WHIP) {
                requireMicrophone(peer.room());
            }
            peers.put(id, peer);
        }
        return new Answer(id, sdp);
    }

    private synchronized void requireMicrophone(String room) {
        long others = peers.values().stream()
                .filter(peer -> peer.way() == Way.WHIP && peer.room().equals(room))
                .count();
        if (others >= settings.microphonesPerRoom()) {
            throw new RtcRefusedException(
                    Why.FULL,
                    "the room already listens to " + others + " microphones (talkmatrix.webrtc.microphones-per-room)");
        }
    }

    private String id() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private synchronized RoomFeed enter(LiveRoom room) {
        Watched there = watched.computeIfAbsent(room.id(), id -> new Watched(RoomFeed.of(room)));
        if (there.feed.over()) {
            throw new RtcRefusedException(
                    Why.UNAVAILABLE, "the room was just closed and opened, try again in a moment");
        }
        there.viewers++;
        return there.feed;
    }

    private void leave(String room) {
        RoomFeed unwatched;
        synchronized (this) {
            Watched there = watched.get(room);
            if (--there.viewers > 0) {
                return;
            }
            watched.remove(room);
            unwatched = there.feed;
        }
        unwatched.close();
    }

    @Override
    public boolean close(Way way, String room, String id) {
        Peer peer;
        synchronized (this) {
            peer = peers.get(id);
            if (peer == null || peer.way() != way || !peer.room().equals(room)) {
                return false;
            }
            peers.remove(id);
        }
        end(peer);
        return true;
    }

    private void end(Peer peer) {
        peer.close();
        if (peer.way() == Way.WHEP) {
            leave(peer.room());
        }
    }

    private void dropLost() {
        try {
            long now = System.nanoTime();
            for (Peer peer : takeOut(now)) {
                dropped.increment();
                LOG.log(
                        Level.DEBUG,
                        "a {0} peer of room {1} is dropped",
                        peer.way().path(),
                        peer.room());
                end(peer);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a peer that is gone could not be dropped in order", e);
        }
    }

    private synchronized List<Peer> takeOut(long now) {
        List<Peer> over = new ArrayList<>();
        peers.values().removeIf(peer -> peer.over(now) && over.add(peer));
        return over;
    }

    @Override
    public List<IceServer> iceServers() {
        return settings.iceServers(credential);
    }

    /** Ends all sessions and lets go of the native library's objects. */
    @Override
    public void close() {
        List<Peer> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(peers.values());
            peers.clear();
        }
        watch.shutdown();
        boolean idle = false;
        try {
            idle = awaitSetUps() && watch.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        left.forEach(this::end);
        microphones.close();
        // What native code still works with must not be taken from under it; the process is about to end anyway.
        if (idle) {
            natives.close();
        }
    }

    /** @return false if an offer is still being answered after its time */
    private synchronized boolean awaitSetUps() throws InterruptedException {
        long end = System.nanoTime() + settings.setUp().toNanos() + TimeUnit.SECONDS.toNanos(1);
        while (settingUp > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
