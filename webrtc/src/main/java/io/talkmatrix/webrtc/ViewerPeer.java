package io.talkmatrix.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpSendParameters;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import io.talkmatrix.console.rtc.RtcGateway.Way;
import java.util.ArrayList;
import java.util.List;

/** Somebody who watches a room (WHEP). */
final class ViewerPeer implements Peer {

    /** One stream for both tracks: the peer keeps lips and voice together. */
    private static final List<String> STREAM = List.of("host");

    private final String room;
    private final RoomFeed feed;
    private final PeerConnectionFactory factory;
    private final int mostBitsPerSecond;
    private final PeerLink link;
    private final List<MediaStreamTrack> tracks = new ArrayList<>();
    private boolean closed;

    ViewerPeer(
            String room,
            RoomFeed feed,
            PeerConnectionFactory factory,
            RTCConfiguration configuration,
            WebRtcSettings settings) {
        this.room = room;
        this.feed = feed;
        this.factory = factory;
        this.mostBitsPerSecond = settings.mostBitsPerSecond();
        link = new PeerLink(factory, configuration, settings, transceiver -> {});
    }

    synchronized String answer(Offer offer) {
        String sdp = link.answer(offer, () -> addTracks(offer));
        for (RTCRtpSender sender : link.connection().getSenders()) {
            if (sender.getTrack() != null && sender.getTrack().getKind().equals(MediaStreamTrack.VIDEO_TRACK_KIND)) {
                limit(sender);
            }
        }
        return sdp;
    }

    private void addTracks(Offer offer) {
        if (offer.picture()) {
            add(factory.createVideoTrack("picture", feed.sources().picture()));
        }
        if (offer.sound()) {
            add(factory.createAudioTrack("sound", feed.sources().sound()));
        }
    }

    private void add(MediaStreamTrack track) {
        tracks.add(track);
        link.connection().addTrack(track, STREAM);
    }

    private void limit(RTCRtpSender sender) {
        RTCRtpSendParameters parameters = sender.getParameters();
        for (RTCRtpEncodingParameters encoding : parameters.encodings) {
            encoding.maxBitrate = mostBitsPerSecond;
        }
        sender.setParameters(parameters);
    }

    @Override
    public Way way() {
        return Way.WHEP;
    }

    @Override
    public String room() {
        return room;
    }

    @Override
    public boolean over(long nowNanos) {
        return feed.over() || link.overdue(nowNanos);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // A track that a sender still holds cannot be disposed of.
        for (RTCRtpSender sender : link.connection().getSenders()) {
            if (sender.getTrack() != null) {
                link.connection().removeTrack(sender);
            }
        }
        link.close();
        tracks.forEach(MediaStreamTrack::dispose);
    }
}
