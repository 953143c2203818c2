package io.talkmatrix.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import io.talkmatrix.console.rtc.RtcRefusedException;
import io.talkmatrix.console.rtc.RtcRefusedException.Why;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One connection to a peer: how its offer is answered, and by when it must be connected or heard of again. Native callbacks
 * only note what happened; whoever holds the link looks at {@link #overdue} and closes it, never a callback.
 */
final class PeerLink {

    private static final long NEVER = Long.MAX_VALUE;

    private final WebRtcSettings settings;
    private final RTCPeerConnection connection;
    private final Observer observer;

    /** @param track given what the peer sends, on a native thread */
    PeerLink(
            PeerConnectionFactory factory,
            RTCConfiguration configuration,
            WebRtcSettings settings,
            Consumer<RTCRtpTransceiver> track) {
        this.settings = settings;
        observer = new Observer(settings.lost().toNanos(), track);
        connection = factory.createPeerConnection(configuration, observer);
    }

    RTCPeerConnection connection() {
        return connection;
    }

    /**
     * Answers an offer; from then on the peer has its time to connect.
     *
     * @param tracks adds what is sent, once the offer is known
     * @throws RtcRefusedException if native code does not take it, or not in time
     */
    String answer(Offer offer, Runnable tracks) {
        long end = System.nanoTime() + settings.setUp().toNanos();
        CompletableFuture<Void> offered = new CompletableFuture<>();
        take(offer, offered);
        await(offered, end, Why.OFFER, "the offer cannot be taken");
        tracks.run();
        CompletableFuture<RTCSessionDescription> made = new CompletableFuture<>();
        connection.createAnswer(new RTCAnswerOptions(), new Made(made));
        RTCSessionDescription answer = await(made, end, Why.OFFER, "the offer cannot be answered");
        CompletableFuture<Void> taken = new CompletableFuture<>();
        connection.setLocalDescription(answer, new Done(taken));
        await(taken, end, Why.OFFER, "the offer cannot be answered");
        await(observer.gathered, end, Why.UNAVAILABLE, "no address was found to send from");
        String sdp = connection.getLocalDescription().sdp;
        if (!sdp.contains("a=candidate:")) {
            throw new RtcRefusedException(
                    Why.UNAVAILABLE,
                    "there is no free address to send from: the UDP ports from talkmatrix.webrtc.first-port on are taken,"
                            + " or this machine has no network");
        }
        observer.deadline = System.nanoTime() + settings.connect().toNanos();
        return sdp;
    }

    /** What cannot be parsed is thrown as a plain {@link Error}, though it is no fault of this process. */
    private void take(Offer offer, CompletableFuture<Void> done) {
        try {
            connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.OFFER, offer.sdp()), new Done(done));
        } catch (Error e) {
            if (e.getClass() != Error.class) {
                throw e;
            }
            throw new RtcRefusedException(Why.OFFER, "the offer cannot be taken: " + e.getMessage());
        }
    }

    private static <T> T await(CompletableFuture<T> what, long end, Why why, String failed) {
        try {
            return what.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new RtcRefusedException(why, failed + ": " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new RtcRefusedException(Why.UNAVAILABLE, failed + " in time (talkmatrix.webrtc.set-up)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RtcRefusedException(Why.UNAVAILABLE, "the gateway is stopping");
        }
    }

    /** True if the peer did not connect, or was not heard of, in time. */
    boolean overdue(long nowNanos) {
        long deadline = observer.deadline;
        return deadline != NEVER && nowNanos - deadline >= 0;
    }

    /** Ends the connection; tracks are the caller's to dispose of afterwards. */
    void close() {
        observer.track.set(transceiver -> {});
        connection.close();
    }

    /**
     * Native code keeps this for as long as the process lives (webrtc-java 0.14.0 never lets go of a connection), so it
     * holds on to nothing.
     */
    private static final class Observer implements PeerConnectionObserver {
        private final long lostNanos;
        private final AtomicReference<Consumer<RTCRtpTransceiver>> track;
        private final CompletableFuture<Void> gathered = new CompletableFuture<>();
        private volatile long deadline = NEVER;

        Observer(long lostNanos, Consumer<RTCRtpTransceiver> track) {
            this.lostNanos = lostNanos;
            this.track = new AtomicReference<>(track);
        }

        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // the answer holds all of them
        }

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            if (state == RTCIceGatheringState.COMPLETE) {
                gathered.complete(null);
            }
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            switch (state) {
                case CONNECTED -> deadline = NEVER;
                case DISCONNECTED -> deadline = System.nanoTime() + lostNanos;
                case FAILED, CLOSED -> deadline = System.nanoTime();
                case NEW, CONNECTING -> {
                    // its time runs since the answer
                }
            }
        }

        @Override
        public void onTrack(RTCRtpTransceiver transceiver) {
            track.get().accept(transceiver);
        }
    }

    private record Done(CompletableFuture<Void> done) implements SetSessionDescriptionObserver {
        @Override
        public void onSuccess() {
            done.complete(null);
        }

        @Override
        public void onFailure(String error) {
            done.completeExceptionally(new IllegalArgumentException(error));
        }
    }

    private record Made(CompletableFuture<RTCSessionDescription> made) implements CreateSessionDescriptionObserver {
        @Override
        public void onSuccess(RTCSessionDescription description) {
            made.complete(description);
        }

        @Override
        public void onFailure(String error) {
            made.completeExceptionally(new IllegalArgumentException(error));
        }
    }
}
