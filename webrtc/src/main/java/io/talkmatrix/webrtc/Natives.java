package io.talkmatrix.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.List;
import java.util.Optional;

/**
 * What native code holds for the whole process. Two factories, because one that both sends sound of ours and receives some
 * has its capture thread feed the stream beside us, which ends the process (docs/decisions/0018): one sends, with a device
 * that cannot record, the other receives.
 */
final class Natives implements AutoCloseable {

    private final AudioDeviceModule silentDevice;
    private final HeadlessAudioDeviceModule listeningDevice;
    private final PeerConnectionFactory sending;
    private final PeerConnectionFactory receiving;

    /** @throws IllegalStateException if the library cannot be loaded, saying what it needs */
    Natives() {
        try {
            silentDevice = new AudioDeviceModule(AudioLayer.kDummyAudio);
            sending = new PeerConnectionFactory(silentDevice);
            listeningDevice = new HeadlessAudioDeviceModule();
            receiving = new PeerConnectionFactory(listeningDevice);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "WebRTC's native library cannot be loaded (" + reason(e)
                            + "). It needs these libraries, used or not:"
                            + " apt-get install libpulse0 libudev1 libx11-6 libxfixes3 libxrandr2 libxcomposite1"
                            + " libdbus-1-3",
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage();
    }

    /** For peers that are sent to. */
    PeerConnectionFactory sending() {
        return sending;
    }

    /** For peers that send. */
    PeerConnectionFactory receiving() {
        return receiving;
    }

    static RTCConfiguration configuration(WebRtcSettings settings, Optional<String> credential) {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.portAllocatorConfig = new PortAllocatorConfig(settings.firstPort(), settings.lastPort(), 0)
                .setDisableTcp(true)
                .setEnableSharedSocket(true);
        if (!settings.iceServers().isEmpty()) {
            RTCIceServer server = new RTCIceServer();
            server.urls = settings.iceServers();
            server.username = settings.iceUser();
            server.password = credential.orElse("");
            configuration.iceServers = List.of(server);
        }
        return configuration;
    }

    @Override
    public void close() {
        sending.dispose();
        receiving.dispose();
        silentDevice.dispose();
        listeningDevice.dispose();
    }
}
