package io.talkmatrix.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import io.talkmatrix.console.rtc.RtcGateway.Way;
import java.util.function.BooleanSupplier;

/** Somebody who speaks to a room (WHIP). */
final class MicrophonePeer implements Peer {

    private final String room;
    private final PeerLink link;
    private final SoundIn sound;
    private final BooleanSupplier roomOpen;
    private AudioTrack track;
    private boolean closed;

    /** @param roomOpen whether the room still listens */
    MicrophonePeer(
            String room,
            SoundIn sound,
            BooleanSupplier roomOpen,
            PeerConnectionFactory factory,
            RTCConfiguration configuration,
            WebRtcSettings settings) {
        this.room = room;
        this.sound = sound;
        this.roomOpen = roomOpen;
        link = new PeerLink(factory, configuration, settings, this::listen);
    }

    String answer(Offer offer) {
        return link.answer(offer, () -> {});
    }

    private synchronized void listen(RTCRtpTransceiver transceiver) {
        if (!closed && track == null && transceiver.getReceiver().getTrack() instanceof AudioTrack heard) {
            track = heard;
            heard.addSink(sound);
        }
    }

    @Override
    public Way way() {
        return Way.WHIP;
    }

    @Override
    public String room() {
        return room;
    }

    @Override
    public boolean over(long nowNanos) {
        return !roomOpen.getAsBoolean() || sound.refused() || link.overdue(nowNanos);
    }

    @Override
    public void close() {
        AudioTrack heard;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            heard = track;
        }
        if (heard != null) {
            heard.removeSink(sound);
        }
        link.close();
        sound.end();
    }
}
